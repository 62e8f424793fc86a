using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChildLink.Benchmarks.Doors;

/// <summary>The same two questions in each server's words: fifty children with five factors each, and one child with hers.</summary>
internal static class DoorQuestions
{
    private const string Child = "id name kana birthDate sex schoolAge school grade class rank points";
    private const string Factor = "item label state value met points";

    /// <summary>What our door is asked for the list.</summary>
    public static byte[] OurList { get; } = Body($$"""query Page { children(first: 50) { nodes { {{Child}} {{OurFactors}} } pageInfo { hasNextPage } } }""");

    /// <summary>What Mercurius is asked for the list.</summary>
    public static byte[] MercuriusList { get; } = Body($$"""query Page { children(first: 50) { {{Child}} topFactors { {{Factor}} } } }""");

    /// <summary>What PostGraphile is asked for the list.</summary>
    public static byte[] PostGraphileList { get; } = Body(
        $$"""query Page { allChildren(first: 50, orderBy: [RANK_ASC, ID_ASC]) { nodes { {{Child}} factorsByChildId { nodes { {{Factor}} } } } pageInfo { hasNextPage } } }""");

    private const string OurFactors = "topFactors { item name { ja en } state value band condition met points }";

    /// <summary>What our door is asked for one child.</summary>
    public static byte[] OurOne(Guid child) => Body($$"""query One($id: ID!) { child(id: $id) { {{Child}} {{OurFactors}} } }""", child);

    /// <summary>What Mercurius is asked for one child.</summary>
    public static byte[] MercuriusOne(Guid child) => Body($$"""query One($id: ID!) { child(id: $id) { {{Child}} topFactors { {{Factor}} } } }""", child);

    /// <summary>What PostGraphile is asked for one child.</summary>
    public static byte[] PostGraphileOne(Guid child) => Body(
        $$"""query One($id: UUID!) { childById(id: $id) { {{Child}} factorsByChildId { nodes { {{Factor}} } } } }""", child);

    private static byte[] Body(string query, Guid? child = null)
    {
        var body = new JsonObject { ["query"] = query };
        if (child is { } id)
            body["variables"] = new JsonObject { ["id"] = id.ToString("D") };
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }
}

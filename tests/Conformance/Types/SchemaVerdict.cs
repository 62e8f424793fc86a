using System.Text;
using System.Text.Json;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.Conformance.Types;

/// <summary>An error of a schema: its message and its places as "line:column line:column", sorted.</summary>
internal sealed record SchemaMistake(string Message, string Places);

/// <summary>What is said of a schema.</summary>
/// <param name="HasThrown">Whether graphql-js gave up at the first error; then only the verdict can be compared.</param>
/// <param name="Mistakes">Its errors.</param>
internal sealed record SchemaVerdict(bool HasThrown, SchemaMistake[] Mistakes)
{
    public bool IsValid => Mistakes.Length == 0;

    public string Text => $"{(HasThrown ? "thrown" : IsValid ? "valid" : "")} {string.Join(", ", Mistakes.Select(m => $"{m.Places} {m.Message}"))}";

    public static SchemaVerdict Of(JsonElement verdict) => new(
        verdict.GetProperty("thrown").GetBoolean(),
        [.. verdict.GetProperty("errors").EnumerateArray().Select(e => new SchemaMistake(
            e.GetProperty("message").GetString()!, Sorted(e.GetProperty("places").EnumerateArray().Select(p => $"{p[0].GetInt32()}:{p[1].GetInt32()}"))))]);

    public static SchemaVerdict Ours(string sdl) =>
        new(false, [.. SchemaMaker.Make(Encoding.UTF8.GetBytes(sdl)).Errors.Select(e => new SchemaMistake(e.Message, Sorted(e.Locations.Select(l => $"{l.Line}:{l.Column}"))))]);

    /// <summary>Whether both say the same: the same errors at the same places, or just that there are some where one stopped at the first.</summary>
    public bool SaysWhat(SchemaVerdict other) => HasThrown || other.HasThrown ? IsValid == other.IsValid : Places.SequenceEqual(other.Places);

    /// <summary>The verdict without errors whose messages hold one of these pieces and whose places the other one does not have.</summary>
    public SchemaVerdict Without(string[] pieces, SchemaVerdict other)
    {
        var shared = other.Mistakes.Select(m => m.Places).ToHashSet();
        return this with { Mistakes = [.. Mistakes.Where(m => shared.Contains(m.Places) || !pieces.Any(piece => m.Message.Contains(piece, StringComparison.Ordinal)))] };
    }

    /// <summary>Whether this one stopped at the most errors it tells, and all of them are the other's.</summary>
    public bool BeginsLike(SchemaVerdict other) => Mistakes.Length == 100 && !Mistakes.Select(m => m.Places).Except(other.Mistakes.Select(m => m.Places)).Any();

    private IEnumerable<string> Places => Mistakes.Select(m => m.Places).Order(StringComparer.Ordinal);

    private static string Sorted(IEnumerable<string> places) => string.Join(" ", places.Order(StringComparer.Ordinal));
}

using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;
using ChildLink.Views.Figures;

namespace ChildLink.Api.Rest;

/// <summary>実績の数値: figures of a run for reports, small counts held back.</summary>
internal static class FigureEndpoints
{
    private static readonly string[] Parameters = ["run"];

    public static void MapFigures(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality) =>
        routes.Map(Operations.Figures, http => answering.AnswerAsync(http, Operations.Figures, async (scope, ct) =>
        {
            if (ListRequest.Unreadable(http.Request.Query, Parameters) is { } fault)
                return fault;
            if (!Guid.TryParseExact(ListRequest.Text(http.Request.Query, "run"), "D", out var run))
                return new ViewOutcome.Malformed("run", "must name the run.");
            if (scope.Caller.Context is { } context && context.Id != run)
                return new ViewOutcome.Refused(ProblemCode.ContextMismatch.Code, DeclaredUse.ContextHeader);
            if (await municipality.Figures.OfAsync(run, ct) is not { } figures)
                return new ViewOutcome.NotFound();
            Write(scope, figures);
            return new ViewOutcome.Written();
        }));

    private static void Write(DisclosureScope scope, RunFigures figures)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("run", figures.Run);
        json.WriteNumber("smallestCell", figures.SmallestCell);
        foreach (var (name, figure) in Named(figures))
            Write(json, name, figure);
        if (figures.MinutesPerHousehold is { } mean)
            json.WriteNumber("minutesPerHousehold", mean);
        else
            json.WriteNull("minutesPerHousehold");
        Write(json, "known", figures.Known);
        Write(json, "latent", figures.Latent);
        Write(json, "bySchool", figures.BySchool);
        Write(json, "byAge", figures.ByAge);
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, Figure Figure)> Named(RunFigures f) =>
    [
        ("population", f.Population), ("screened", f.Screened), ("candidates", f.Candidates), ("narrowed", f.Narrowed), ("proceeded", f.Proceeded),
        ("supported", f.Supported), ("watched", f.Watched), ("minutes", f.Minutes), ("households", f.Households), ("newCandidates", f.NewCandidates),
        ("formerCandidates", f.FormerCandidates), ("newShares", f.NewShares), ("repeatedShares", f.RepeatedShares),
    ];

    private static void Write(System.Text.Json.Utf8JsonWriter json, string name, GroupFigures group)
    {
        json.WriteStartObject(name);
        Write(json, "supported", group.Supported);
        Write(json, "watched", group.Watched);
        Write(json, "others", group.Others);
        json.WriteEndObject();
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, string name, IReadOnlyList<PartFigures> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("key", part.Key);
            Write(json, "screened", part.Screened);
            Write(json, "candidates", part.Candidates);
            Write(json, "supported", part.Supported);
            Write(json, "watched", part.Watched);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, string name, Figure figure)
    {
        json.WriteStartObject(name);
        if (figure.Value is { } value)
            json.WriteNumber("value", value);
        else
            json.WriteNull("value");
        json.WriteBoolean("suppressed", figure.Suppressed);
        json.WriteEndObject();
    }
}

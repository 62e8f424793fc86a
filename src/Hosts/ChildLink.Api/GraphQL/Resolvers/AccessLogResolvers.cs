using System.Globalization;
using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Types;
using ChildLink.Oversight.Review;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>閲覧記録: who looked at whom, under which role and purpose. Never a value.</summary>
internal sealed class AccessLogResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.accessLog", Operations.AccessLog, PageAsync);
        map.Root("Query.accessLogEntry", Operations.AccessLogEntry, EntryAsync);
        PageResolvers.BindPlain<LoggedEntry>(map, "AccessLogConnection", "AccessLogEdge");
        map.Fields<LoggedEntry>(
            "AccessLogEntry",
            ("sequence", e => e.Sequence), ("at", e => e.Entry.At), ("requestId", e => e.Entry.RequestId), ("actor", e => e.Entry.Actor),
            ("role", e => e.Entry.Role), ("institution", e => e.Entry.Institution), ("purpose", e => e.Entry.Purpose), ("context", e => e.Entry.Context),
            ("operation", e => e.Entry.Operation), ("outcome", e => e.Entry.Outcome), ("policy", e => e.Entry.Policy), ("fields", e => e.Entry.Fields),
            ("rows", e => e.Entry.Rows), ("subjects", e => e.Entry.Subjects.Count));
        map.Fields<Detail>("AccessLogDetail", ("entry", d => d.Entry), ("subjectIds", d => d.Entry.Entry.Subjects), ("inclusion", d => d.Inclusion));
        map.Fields<EntryInclusion>(
            "Inclusion",
            ("leaf", i => i.Leaf.ToString()), ("treeSize", i => i.Proof.Size), ("path", i => i.Proof.Path.Select(h => h.ToString())), ("checkpoint", i => i.Checkpoint));
    }

    private async Task<object?> PageAsync(RootCall call, CancellationToken ct)
    {
        var (query, fault) = Read(call.Arguments);
        if (query is null)
            return fault;
        query = query with { Actors = await ActorNames.OfAsync(municipality, call.State.Caller, (string?)call.Arguments["actor"], ct) };
        var page = await municipality.LogReader.PageAsync(municipality.Code, query, ct);
        call.State.Scope.PublicRows(page.Count);
        return new PlainPage<LoggedEntry>(
            page, e => e.Sequence.ToString(CultureInfo.InvariantCulture), page.Count == query.Limit && page[^1].Sequence > 0, query.BeforeSequence is not null);
    }

    private async Task<object?> EntryAsync(RootCall call, CancellationToken ct)
    {
        var sequence = (long)call.Arguments["sequence"]!;
        if (sequence is < 0 or long.MaxValue)
            return null;
        var found = await municipality.LogReader.PageAsync(municipality.Code, new AccessLogQuery { BeforeSequence = sequence + 1, Limit = 1 }, ct);
        if (found is not [{ } entry] || entry.Sequence != sequence)
            return null;
        call.State.Scope.PublicRows(1);
        var proves = call.Selection.Children().Any(f => f.Field.Name == "inclusion");
        return new Detail(entry, proves ? await municipality.LogReader.InclusionAsync(municipality.Code, sequence, ct) : null);
    }

    private static (AccessLogQuery? Query, ViewOutcome.Malformed? Fault) Read(InputObject arguments)
    {
        var first = ListArguments.First(arguments);
        if (first is < 1 or > AccessLogQuery.LargestPage)
            return Fault("first", $"must be 1 to {AccessLogQuery.LargestPage}.");
        long before = 0;
        var after = ListArguments.After(arguments);
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Fault("after", "is not a cursor of this list; start again without one.");
        foreach (var name in new[] { "actor", "role", "purpose", "outcome" })
        {
            if (arguments[name] is string text && (text.Length is 0 or > 200 || text.Any(char.IsControl)))
                return Fault(name, "must hold 1 to 200 characters and no control characters.");
        }

        // A slip of the pen must not read as 'nobody looked'.
        if (arguments["outcome"] is string outcome
            && outcome is not ("released" or "processed" or "refused") && !outcome.StartsWith("refused:", StringComparison.Ordinal))
            return Fault("outcome", "must be released, processed, refused, or refused:code.");
        return (new AccessLogQuery
        {
            Subject = (Guid?)arguments["child"],
            Role = (string?)arguments["role"],
            Purpose = (string?)arguments["purpose"],
            Outcome = (string?)arguments["outcome"],
            From = (DateTimeOffset?)arguments["from"],
            Until = (DateTimeOffset?)arguments["until"],
            BeforeSequence = after is null ? null : before,
            Limit = first,
        }, null);
    }

    private static (AccessLogQuery?, ViewOutcome.Malformed?) Fault(string field, string message) => (null, new ViewOutcome.Malformed(field, message));

    private sealed record Detail(LoggedEntry Entry, EntryInclusion? Inclusion);
}

using ChildLink.Api.Composition;
using ChildLink.Api.Rest.Cases;
using ChildLink.Casework.Cases;
using ChildLink.Casework.HandOvers;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Types;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers.Cases;

/// <summary>個別支援のケース, as the graph asks for them: lists, one, statuses, hand-overs, the support menu.</summary>
internal sealed class CaseResolvers(Municipality municipality, Rows rows)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.cases", CaseOperations.Cases, (call, ct) => PageAsync(call, (InputObject?)call.Arguments["where"], isDue: false, ct));
        map.Root("Query.reviewsDue", CaseOperations.Cases, (call, ct) => PageAsync(call, where: null, isDue: true, ct));
        map.Root("Query.case", CaseOperations.Case, async (call, ct) => await municipality.CaseViews.FindAsync(call.State.Scope, (Guid)call.Arguments["id"]!, ct));
        map.Root("Query.caseStatuses", CaseOperations.Statuses, async (call, ct) =>
        {
            var (cases, fault) = await municipality.CaseViews.StatusesAsync(call.State.Scope, ct);
            return (object?)cases ?? fault;
        });
        map.Root("Query.handOvers", CaseOperations.HandOvers, async (call, ct) => await municipality.HandOvers.WaitingAsync(call.State.Scope, ct));
        map.Root("Query.measures", CaseOperations.Measures, async (call, ct) =>
        {
            var (table, fault) = await municipality.Measures.ReadAsync(call.State.Scope, rows.Of(call.Selection, ChildDocument.AssignedMeasure), ct);
            return table is null ? fault : call.State.Keep(table).Rows;
        });
        rows.Bind(map, "AssignedMeasure", ChildDocument.AssignedMeasure, [], "id", "name", "kana", "grade", "class", "kind", "text", "reviewOn");
        map.Root("Query.supportMenu", CaseOperations.Menu, (call, _) =>
        {
            var menu = municipality.Cases.Menu;
            call.State.Scope.PublicRows(menu.Measures.Count + menu.Outcomes.Count);
            return Task.FromResult<object?>(menu);
        });
        BindCase(map);
        BindParts(map);
    }

    private void BindCase(SchemaMap map)
    {
        PageResolvers.BindPlain<ShownCase>(map, "CasesConnection", "CasesEdge");
        map.Fields<ShownCase>(
            "Case",
            ("id", c => c.Case.Id), ("run", c => c.Case.Run), ("state", c => c.Case.State), ("class", c => c.Case.Class), ("proposedClass", c => c.Case.ProposedClass),
            ("proposedBy", c => c.Case.ProposedBy), ("worker", c => c.Case.Worker), ("institution", c => c.Case.Institution), ("openedAt", c => c.Case.OpenedAt),
            ("openedBy", c => c.Case.OpenedBy), ("decidedAt", c => c.Case.DecidedAt), ("decidedBy", c => c.Case.DecidedBy), ("supportedAt", c => c.Case.SupportedAt),
            ("nextReviewOn", c => c.Case.NextReviewOn), ("outcome", c => c.Case.Outcome), ("closedAt", c => c.Case.ClosedAt), ("version", c => c.Case.Version));
        map.Resolvers.Bind("Case.childId", FieldResolver.Leaf<ShownCase>((shown, state, _) => shown.WriteChild(((RequestState)state!).Scope)));
        map.Resolvers.Bind("Case.child", FieldResolver.Batch(ChildrenAsync));
        BindFile(map, "measures", f => f.Measures);
        BindFile(map, "history", f => f.History);
        BindFile(map, "handOvers", f => f.HandOvers);
        BindFile(map, "earlier", f => f.Earlier);
    }

    private static void BindFile(SchemaMap map, string field, Func<CaseFile, object> part) => map.Resolvers.Bind($"Case.{field}", FieldResolver.Batch(async (batch, ct) =>
    {
        var state = (RequestState)batch.State!;
        // What a case holds is for case-work, whichever way one came to it.
        if (!CaseOperations.Case.Allows(state.Caller.Purpose))
        {
            batch.FailAll(Failures.NotAllowed.Message, Failures.NotAllowed.Code);
            return;
        }

        var files = await state.FilesAsync([.. Enumerable.Range(0, batch.Count).Select(i => batch.Parent<ShownCase>(i))], ct);
        for (var i = 0; i < batch.Count; i++)
        {
            if (files.TryGetValue(batch.Parent<ShownCase>(i).Case.Id, out var file))
                batch.Set(i, part(file));
        }
    }));

    private static void BindParts(SchemaMap map)
    {
        map.Fields<ShownMeasure>(
            "CaseMeasure",
            ("number", m => m.Measure.Number), ("kind", m => m.Measure.Kind), ("institution", m => m.Measure.Institution), ("staff", m => m.Measure.Staff),
            ("reviewOn", m => m.Measure.ReviewOn));
        map.Resolvers.Bind("CaseMeasure.text", FieldResolver.Leaf<ShownMeasure>((m, state, _) => m.Text.Write(((RequestState)state!).Scope)));
        map.Fields<ShownEntry>(
            "CaseEntry",
            ("version", e => e.Version), ("kind", e => e.Kind), ("at", e => e.At), ("by", e => e.By), ("class", e => e.Facts.Class), ("outcome", e => e.Facts.Outcome),
            ("cause", e => e.Facts.Cause), ("on", e => e.Facts.On), ("nextReviewOn", e => e.Facts.NextReviewOn), ("conference", e => e.Facts.Conference),
            ("toKind", e => e.Facts.ToKind), ("to", e => e.Facts.To), ("texts", e => e.Texts));
        map.Fields<CaseText>("CaseText", ("item", t => t.Item));
        map.Resolvers.Bind("CaseText.text", FieldResolver.Leaf<CaseText>((t, state, _) => t.Write(((RequestState)state!).Scope)));
        map.Fields<HandOver>(
            "HandOver",
            ("id", h => h.Id), ("cause", h => h.Cause), ("state", h => h.State), ("dueOn", h => h.DueOn), ("toKind", h => h.ToKind), ("to", h => h.To),
            ("handedAt", h => h.HandedAt), ("handedBy", h => h.HandedBy), ("receivedAt", h => h.ReceivedAt), ("receivedBy", h => h.ReceivedBy));
        map.Fields<ShownHandOver>(
            "WaitingHandOver", ("case", w => w.HandOver.Case), ("caseVersion", w => w.Shown.Case.Version), ("handOver", w => w.HandOver with { DueOn = w.DueOn }));
        map.Resolvers.Bind("WaitingHandOver.childId", FieldResolver.Leaf<ShownHandOver>((w, state, _) => w.Shown.WriteChild(((RequestState)state!).Scope)));
        map.Fields<Case>(
            "EarlierCase",
            ("id", c => c.Id), ("state", c => c.State), ("class", c => c.Class), ("outcome", c => c.Outcome), ("openedAt", c => c.OpenedAt), ("closedAt", c => c.ClosedAt));
        map.Fields<SupportMenu>("SupportMenu", ("measures", m => m.Measures), ("outcomes", m => m.Outcomes));
        map.Fields<SupportEntry>("SupportMenuEntry", ("id", e => e.Id), ("ja", e => e.Ja), ("en", e => e.En));
    }

    private async Task<object?> PageAsync(RootCall call, InputObject? where, bool isDue, CancellationToken ct)
    {
        var after = ListArguments.After(call.Arguments);
        var query = new CaseQuery(
            (string?)where?["state"], (string?)where?["class"], (string?)where?["worker"], (string?)where?["institution"], (Guid?)where?["run"],
            isDue || (bool?)where?["due"] == true, (bool?)where?["awaiting"] == true, ListArguments.First(call.Arguments), after);
        var (page, fault) = await municipality.CaseViews.ReadPageAsync(call.State.Scope, query, ct);
        return page is null ? fault : new PlainPage<ShownCase>(page.Cases, c => c.Cursor!, page.HasNext, after is not null);
    }

    /// <summary>The children of cases as the caller may see them, in one question; of a case that is not the caller's none.</summary>
    private async ValueTask ChildrenAsync(FieldBatch batch, CancellationToken ct)
    {
        var state = (RequestState)batch.State!;
        state.Judge(rows.Around(batch.Selection));
        var children = new List<Guid>();
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.Parent<ShownCase>(i) is { Reached: true } shown)
                children.Add(shown.Case.Child);
        }

        var (table, fault) = await municipality.Children.ReadSeveralAsync(state.Scope, [.. children], rows.Of(batch.Selection, ChildDocument.Node), ct);
        if (table is null)
        {
            var failure = Failures.Of(fault!);
            batch.FailAll(failure.Message, failure.Code);
            return;
        }

        state.Keep(table);
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.Parent<ShownCase>(i) is { Reached: true } shown)
                batch.Set(i, table.Of(shown.Case.Child));
        }
    }
}

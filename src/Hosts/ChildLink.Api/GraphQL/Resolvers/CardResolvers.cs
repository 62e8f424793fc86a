using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Execution;
using ChildLink.Views.Children;
using ChildLink.Views.Narrowing;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>個人票: the child, and a list for each thing around it; one statement per list that is asked for.</summary>
internal sealed class CardResolvers(Municipality municipality, Rows rows, DossierResolvers dossiers)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.card", Operations.Card, CardAsync);
        rows.BindSame(map, "ChildCard.child");
        rows.Bind(map, "CardResult", ChildDocument.EarlierResult, [], "run", "plan", "asOf", "rank", "points");
        rows.Bind(map, "CardStep", ChildDocument.NarrowingStep, [], "run", "version", "status", "note", "by", "at");
        rows.Bind(map, "CardCase", ChildDocument.CaseOfChild, [], "state", "decision", "worker", "openedAt", "decidedAt", "nextReviewOn", "closedAt");
        rows.Bind(
            map, "CardEntry", ChildDocument.CaseHistory, [], "case", "version", "kind", "at", "by", "decision", "result", "closedBecause", "nextReviewOn", "reason", "goal",
            "note", "outcome");
        rows.Bind(map, "CardMeasure", ChildDocument.PlannedMeasure, [], "number", "kind", "institution", "staff", "reviewOn", "text");
        rows.Bind(map, "CardCouncil", ChildDocument.CouncilCase, [], "from", "until");
        rows.Bind(map, "CardShare", ChildDocument.ShareOfChild, [], "institution", "withPoints", "withMeasures", "from", "until");
        rows.Bind(
            map, "CardInquiry", ChildDocument.InquiryOfChild, [], "inquiry", "form", "institution", "basis", "by", "dueOn", "state", "version", "answeredAt",
            "answeredBy", "late", "answers");
        rows.Bind(
            map, "CardSibling", ChildDocument.Sibling, ["reasons"], "id", "name", "kana", "birthDate", "schoolCode", "grade", "rank", "points", "openCase");
        foreach (var (name, document) in CardViews.Parts)
        {
            rows.Surround($"ChildCard.{name}", document);
            map.Resolvers.Bind(
                $"ChildCard.{name}", FieldResolver.Batch((batch, ct) => dossiers.AroundAsync(batch, document, municipality.Cards.ReadPartAsync, ct)));
        }
    }

    private async Task<object?> CardAsync(RootCall call, CancellationToken ct)
    {
        var (table, fault) = await municipality.Children.ReadOneAsync(
            call.State.Scope, (string)call.Arguments["child"]!, rows.Of(call.Selection, ChildDocument.Node), ct);
        if (table is null)
            return fault;
        call.State.Judge(rows.Around(call.Selection));
        return call.State.Keep(table).Rows.SingleOrDefault();
    }
}

using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Views.Children;

namespace ChildLink.Api.OpenApi;

/// <summary>What the document says about the narrowing.</summary>
internal static class NarrowingOperations
{
    private static readonly ProblemCode[] OfRun = [ProblemCode.OfRefusal(ViewRefusals.ContextRequired), ProblemCode.OfRefusal(ViewRefusals.ContextUnknown)];

    public static IReadOnlyList<DocumentedOperation> All =>
    [
        new(Operations.NarrowingRules, "listNarrowingRules", DocumentTags.Narrowing, "List the narrowing rules of the city", "絞り込みの方法の一覧", NarrowingSchemas.Rules),
        new(Operations.Card, "getChildCard", DocumentTags.Narrowing, "The card of a candidate or of the child of a case", "個人票(絞り込み・個別支援用)", NarrowingSchemas.Card)
        {
            Detail = "One answer and one entry in the access log: identity, household, items, earlier results, steps, cases with their history, the plan in force, shares, inquiries, siblings. Under `narrowing` of a candidate of the run that is the context; under `case-work` of a child whose case you work on.",
            Parameters = [SharedParameters.Path("id", Shape.Text(), "The child by the identity you were given.")],
            Problems = [.. OfRun, ProblemCode.OfRefusal(ViewRefusals.ShowsNoChildren), ProblemCode.NotFound],
        },
        new(Operations.NoteNarrowing, "noteNarrowing", DocumentTags.Narrowing, "Note where a candidate stands", "絞り込みを記録する", NarrowingSchemas.Step)
        {
            Detail = "The context names the run. Of two people who decide at once the second is told the present version, and nothing is written.",
            Parameters = [SharedParameters.Path("id", Shape.Text(), "The child.")],
            Body = NarrowingSchemas.NewStep,
            Problems = [OfRun[0], ProblemCode.NotFound, ProblemCode.Conflict, ProblemCode.StreamMoved],
        },
        .. SheetOperations.All, .. FigureOperations.All,
    ];
}

using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Views.Children;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>What the document says about freezes, received shares and figures.</summary>
internal static class FigureOperations
{
    private static readonly ProblemCode[] OfRun = [ProblemCode.OfRefusal(ViewRefusals.ContextRequired), ProblemCode.ContextMismatch, ProblemCode.NotFound];

    public static IReadOnlyList<DocumentedOperation> All =>
    [
        new(Operations.ReceivedShares, "listReceivedShares", DocumentTags.Shares, "List what is shared with your institution", "自機関への提供の一覧", FigureSchemas.Received)
        {
            Detail = "Those that are in force, that you may see, and whose child still belongs to the institution. `corrected`: a newer run said something else.",
        },
        new(Operations.FreezeRun, "freezeRun", DocumentTags.Shares, "Stop all sharing of a run at once", "提供を凍結する", FigureSchemas.Freeze)
        {
            Detail = "Ends every share of the run now, refuses new ones, and answers who was shown what by the access log. Once more changes nothing.",
            Parameters = [Id()],
            Body = FigureSchemas.NewFreeze,
            Problems = [.. OfRun, ProblemCode.StreamMoved],
        },
        new(Operations.RunFreeze, "getRunFreeze", DocumentTags.Shares, "The freeze of a run and who was shown what", "提供の凍結と閲覧した職員", FigureSchemas.Freeze)
        {
            Parameters = [Id()],
            Problems = OfRun,
        },
        new(Operations.Figures, "getFigures", DocumentTags.Narrowing, "Figures of a run for reports", "実績の数値", FigureSchemas.Figures)
        {
            Detail = "Funnel, known and latent, minutes of conferences, newness of the list, by school and by age. Small counts are held back together with what would tell them. There is no filter.",
            Parameters = [Run()],
            Problems = [ProblemCode.ContextMismatch, ProblemCode.NotFound],
        },
    ];

    private static OpenApiParameter Id() => SharedParameters.Path("id", Shape.Uuid(), "The run; the context names the same.");

    private static OpenApiParameter Run()
    {
        var run = SharedParameters.Query("run", Shape.Uuid(), "The run. / 判定");
        run.Required = true;
        return run;
    }
}

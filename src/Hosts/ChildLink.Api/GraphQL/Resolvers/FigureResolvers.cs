using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Views.Children;
using ChildLink.Views.Figures;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>実績の数値: figures of a run for reports, small counts held back.</summary>
internal sealed class FigureResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.figures", Operations.Figures, async (call, ct) =>
        {
            var run = (Guid)call.Arguments["run"]!;
            if (call.State.Caller.Context is { } context && context.Id != run)
                return new ViewOutcome.Refused(ProblemCode.ContextMismatch.Code, DeclaredUse.ContextHeader);
            call.State.Scope.PublicRows(1);
            return await municipality.Figures.OfAsync(run, ct);
        });
        map.Fields<Figure>("Figure", ("value", f => f.Value), ("suppressed", f => f.Suppressed));
        map.Fields<RunFigures>(
            "RunFigures", ("run", f => f.Run), ("smallestCell", f => f.SmallestCell), ("population", f => f.Population), ("screened", f => f.Screened),
            ("candidates", f => f.Candidates), ("narrowed", f => f.Narrowed), ("proceeded", f => f.Proceeded), ("supported", f => f.Supported), ("watched", f => f.Watched),
            ("known", f => f.Known), ("latent", f => f.Latent), ("minutes", f => f.Minutes), ("households", f => f.Households),
            ("minutesPerHousehold", f => f.MinutesPerHousehold), ("newCandidates", f => f.NewCandidates), ("formerCandidates", f => f.FormerCandidates),
            ("newShares", f => f.NewShares), ("repeatedShares", f => f.RepeatedShares), ("bySchool", f => f.BySchool), ("byAge", f => f.ByAge));
        map.Fields<GroupFigures>("GroupFigures", ("supported", g => g.Supported), ("watched", g => g.Watched), ("others", g => g.Others));
        map.Fields<PartFigures>(
            "PartFigures", ("key", p => p.Key), ("screened", p => p.Screened), ("candidates", p => p.Candidates), ("supported", p => p.Supported), ("watched", p => p.Watched));
    }
}

using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>The policy about itself: why a field is shown or withheld, which bases end, which pattern could carry an item.</summary>
internal sealed class PolicyResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.policyDecision", Operations.PolicyDecision, DecisionAsync);
        map.Root("Query.policyWarnings", Operations.PolicyWarnings, WarningsAsync);
        map.Root("Query.legalBasisAid", Operations.LegalBasisAid, AidAsync);
        map.Fields<Explained>(
            "PolicyDecision",
            ("field", d => d.Field), ("ja", d => d.Of.Entry?.Ja), ("class", d => d.Of.Entry?.Class), ("special", d => d.Of.Entry?.Special ?? false),
            ("restrictedBy", d => d.Of.Entry?.RestrictedBy ?? []), ("disposition", d => PolicyWords.Of(d.Of.Decision.Disposition).ToUpperInvariant()),
            ("conditions", d => PolicyEndpoints.Words(d.Of.Decision.Guard)), ("rule", d => d.Of.Decision.Rule), ("why", d => d.Of.Why),
            ("policy", _ => municipality.Policy.Hash), ("until", d => d.Of.Until), ("sources", d => d.Of.Sources), ("needs", d => d.Of.Needs));
        map.Fields<ExplainedSource>(
            "PolicySource",
            ("provision", s => s.Provision), ("basis", s => s.Basis.Id), ("pattern", s => s.Basis.Pattern), ("namesPurpose", s => s.NamesPurpose),
            ("allows", s => s.Allows), ("until", s => s.Until));
        map.Fields<PolicyNeed>("PolicyNeed", ("kind", n => n.Kind), ("text", n => n.Text));
        map.Fields<BasisEnd>(
            "PolicyWarning",
            ("provision", e => e.Provision), ("basis", e => e.Basis), ("purposes", e => e.Purposes), ("at", e => e.At), ("daysLeft", e => e.DaysLeft),
            ("within", e => e.Within));
        map.Fields<AidOutcome.Judged>(
            "LegalBasisAid",
            ("item", a => a.Item.Id), ("ja", a => a.Item.Ja), ("special", a => a.Item.Special), ("purpose", a => a.Purpose), ("provisions", a => a.Provisions));
        map.Fields<AidOfProvision>(
            "AidOfProvision",
            ("provision", p => p.Provision), ("holder", p => p.Holder), ("recipient", p => p.Recipient),
            ("recipientKind", p => PolicyWords.Of(p.RecipientKind)), ("present", p => p.Present), ("verdicts", p => p.Verdicts));
        map.Fields<AidVerdict>(
            "AidVerdict",
            ("pattern", v => v.Pattern), ("basis", v => v.Basis), ("ja", v => v.Ja), ("possible", v => v.Possible), ("reasons", v => v.Reasons), ("missing", v => v.Missing));
    }

    private Task<object?> DecisionAsync(RootCall call, CancellationToken ct)
    {
        var field = (string)call.Arguments["field"]!;
        if (!PolicyEndpoints.IsField(field))
            return Task.FromResult<object?>(PolicyEndpoints.NoField());
        var caller = call.State.Caller;
        call.State.Scope.PublicRows(1);
        return Task.FromResult<object?>(new Explained(field, municipality.Explainer.Explain(caller.Role, caller.Purpose, field, municipality.Time.GetUtcNow())));
    }

    private Task<object?> WarningsAsync(RootCall call, CancellationToken ct)
    {
        var ends = BasisCalendar.Endings(municipality.City.Provisions, municipality.Time.GetUtcNow());
        call.State.Scope.PublicRows(ends.Count);
        return Task.FromResult<object?>(ends);
    }

    private Task<object?> AidAsync(RootCall call, CancellationToken ct)
    {
        var outcome = municipality.Aid.Judge(
            (string)call.Arguments["item"]!, (string)call.Arguments["purpose"]!, (string?)call.Arguments["recipient"], municipality.Time.GetUtcNow());
        if (outcome is AidOutcome.Unknown unknown)
            return Task.FromResult<object?>(new ViewOutcome.Malformed(unknown.Field, unknown.Message));
        call.State.Scope.PublicRows(((AidOutcome.Judged)outcome).Provisions.Count);
        return Task.FromResult<object?>(outcome);
    }

    private sealed record Explained(string Field, FieldExplanation Of);
}

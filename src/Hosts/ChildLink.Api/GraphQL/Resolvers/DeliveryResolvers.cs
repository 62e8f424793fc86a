using System.Globalization;
using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Intake;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using ChildLink.Views.Children;
using ChildLink.Views.Deliveries;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Provisions with their legal basis, and what was delivered under them. A holder sees its own.</summary>
internal sealed class DeliveryResolvers(Municipality municipality)
{
    private readonly DeliveryViews views = new(municipality.Database, municipality.Code);
    private readonly HeldDeliveries held = new(municipality.Database, municipality.Code);

    public void Bind(SchemaMap map)
    {
        map.Root("Query.provisions", Operations.Provisions, (call, _) =>
        {
            var visible = ProvisionEndpoints.Visible(municipality.City, call.State.Caller).ToList();
            call.State.Scope.PublicRows(visible.Count);
            return Task.FromResult<object?>(visible);
        });
        map.Root("Query.deliveries", Operations.Deliveries, DeliveriesAsync);
        map.Root("Query.deliveryFindings", Operations.Findings, FindingsAsync);
        map.Root("Mutation.releaseDelivery", Operations.ReleaseDelivery, ReleaseAsync);
        CommandResolvers.BindPayload(map, "ReleaseDelivery", "delivery");
        BindProvision(map);
        PageResolvers.BindPlain<ShownDelivery>(map, "DeliveriesConnection", "DeliveriesEdge");
        PageResolvers.BindPlain<ShownFinding>(map, "FindingsConnection", "FindingsEdge");
        map.Fields<ShownDelivery>(
            "Delivery",
            ("id", d => d.Id), ("provision", d => d.Provision), ("file", d => d.File), ("receivedAt", d => d.ReceivedAt), ("asOf", d => d.AsOf),
            ("records", d => d.Records), ("accepted", d => d.Accepted), ("corrected", d => d.Corrected), ("quarantined", d => d.Quarantined),
            ("ignored", d => d.Ignored), ("events", d => d.Events), ("state", d => d.State), ("standing", d => d.Standing), ("missing", d => d.Missing));
        map.Fields<ShownFinding>(
            "Finding", ("row", f => f.Row), ("column", f => f.Column), ("rule", f => f.Rule), ("disposition", f => f.Disposition), ("message", f => f.Message));
    }

    private void BindProvision(SchemaMap map)
    {
        map.Fields<Provision>(
            "Provision",
            ("id", p => p.Id), ("name", p => p.Name), ("holder", p => p.Holder), ("recipient", p => p.Recipient), ("basis", p => p.BasisToShow(municipality.Time.GetUtcNow())), ("bases", p => p.Bases),
            ("purposes", p => p.Purposes), ("retention", p => p.Retention), ("mode", p => p.Mode.ToString().ToLower(CultureInfo.InvariantCulture)),
            ("key", p => p.Key), ("items", p => p.Columns.Where(c => c.Item is not null).Select(c => c.Item)), ("version", p => p.Version));
        map.Fields<LegalBasis>(
            "LegalBasis",
            ("id", b => b.Id), ("pattern", b => b.Pattern), ("statute", b => b.Statute), ("article", b => b.Article), ("grounds", b => b.Grounds),
            ("trigger", b => PolicyWords.Of(b.Trigger)), ("scope", b => PolicyWords.Of(b.Scope)), ("purposes", b => b.Purposes), ("from", b => b.From), ("until", b => b.Until),
            ("inForce", b => b.IsInForce(municipality.Time.GetUtcNow())));
    }

    private async Task<object?> DeliveriesAsync(RootCall call, CancellationToken ct)
    {
        var size = ListArguments.First(call.Arguments);
        if (Wrong(size) is { } fault)
            return fault;
        var after = ListArguments.After(call.Arguments);
        if (after is not null && !Guid.TryParseExact(after, "D", out _))
            return BadCursor();
        string[] visible = [.. ProvisionEndpoints.Visible(municipality.City, call.State.Caller).Select(p => p.Id)];
        var (page, more) = await views.PageAsync(visible, after is null ? null : Guid.ParseExact(after, "D"), size, ct);
        call.State.Scope.PublicRows(page.Count);
        return new PlainPage<ShownDelivery>(page, d => d.Id.ToString("D"), more, after is not null);
    }

    private async Task<object?> FindingsAsync(RootCall call, CancellationToken ct)
    {
        var size = ListArguments.First(call.Arguments);
        if (Wrong(size) is { } fault)
            return fault;
        var delivery = (Guid)call.Arguments["delivery"]!;
        if (await views.ProvisionOfAsync(delivery, ct) is not { } provision
            || !ProvisionEndpoints.Visible(municipality.City, call.State.Caller).Any(p => p.Id == provision))
            return null;
        var after = ListArguments.After(call.Arguments);
        if (await views.FindingsAsync(delivery, after, size, ct) is not var (page, more))
            return BadCursor();
        call.State.Scope.PublicRows(page.Count);
        return new PlainPage<ShownFinding>(page, f => f.Cursor, more, after is not null);
    }

    private async Task<object?> ReleaseAsync(RootCall call, CancellationToken ct)
    {
        var id = (Guid)call.Input["id"]!;
        var released = await held.ReleaseAsync(
            id,
            token =>
            {
                call.State.Scope.PublicRows(1);
                return call.RecordAsync(token);
            }, ct);
        if (released && await views.FindAsync(id, ct) is { } delivery)
            return Payload.Of(delivery);
        return Payload.Failed(CommandError.NotFound);
    }

    private static ViewOutcome.Malformed? Wrong(int size) =>
        size is < 1 or > DeliveryViews.PageSize ? new ViewOutcome.Malformed("first", $"must be 1 to {DeliveryViews.PageSize}.") : null;

    private static ViewOutcome.Malformed BadCursor() => new("after", "is not a cursor of this list; start again without one.");
}

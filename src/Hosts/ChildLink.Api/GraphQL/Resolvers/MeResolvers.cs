using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Who the token says one is, what one may declare, and what the declared purpose opens.</summary>
internal sealed class MeResolvers(Municipality municipality)
{
    private IReadOnlyList<(string Name, Operation? Operation)> roots = [];

    /// <summary>Binds last of all: it tells of every root field that was bound before.</summary>
    public void Bind(SchemaMap map)
    {
        map.Open("Query.me", MeAsync);
        roots = map.Roots;
        map.Fields<Me>(
            "Me",
            ("person", m => m.Identity.Person), ("issuer", m => m.Identity.Issuer), ("multiFactor", m => m.Identity.MultiFactor),
            ("municipality", _ => municipality), ("policy", _ => municipality.Policy.Hash), ("assignments", m => m.Assignments), ("capability", m => m.Caller));
        map.Fields<Municipality>("Municipality", ("code", m => m.Code), ("name", m => m.City.Document.Name), ("synthetic", m => m.Place.SyntheticCluster is not null));
        map.Fields<MyAssignment>(
            "MyAssignment",
            ("id", a => a.Held.Id), ("role", a => a.Held.Role), ("institution", a => a.Held.Institution), ("from", a => a.Held.From),
            ("until", a => a.Held.Until), ("byToken", a => a.ByToken), ("purposes", a => a.Purposes));
        map.Fields<MyPurpose>("MyPurpose", ("id", p => p.Id), ("contexts", p => p.Access?.Contexts ?? []), ("multiFactor", p => p.Access?.MultiFactor ?? false));
        map.Fields<Caller>(
            "Capability",
            ("role", c => c.Role), ("purpose", c => c.Purpose), ("institution", c => c.Institution), ("context", c => c.Context?.ToString()),
            ("operations", c => OpenTo(c)), ("fields", c => municipality.Children.Capabilities(c)), ("orders", c => municipality.Children.Orders(c)));
        map.Fields<ChildCapability>(
            "FieldCapability",
            ("name", f => f.Name), ("field", f => f.Decision.Field.Value), ("disposition", f => Word(f.Decision.Disposition)),
            ("conditions", f => PolicyEndpoints.Words(f.Decision.Guard)), ("rule", f => f.Decision.Rule), ("filterable", f => f.Filterable));
    }

    private IEnumerable<string> OpenTo(Caller caller) =>
        roots.Where(r => r.Operation?.Allows(caller.Purpose) ?? true).Select(r => r.Name).Order(StringComparer.Ordinal);

    private async Task<object?> MeAsync(RootCall call, CancellationToken ct)
    {
        var identity = call.State.Caller.Identity;
        var now = municipality.Time.GetUtcNow();
        var assignments = await municipality.Assignments.OfPersonAsync(municipality.Code, identity.Issuer, identity.Person, ct);
        return new Me(
            identity,
            [.. assignments.Where(a => a.IsInForce(now)).Select(a => new MyAssignment(
                a, identity.Role is null || identity.Role == a.Role, [.. a.Purposes.Select(p => new MyPurpose(p, municipality.Policy.Find(a.Role, p)))]))],
            call.State.Caller.Purpose.Length == 0 ? null : call.State.Caller);
    }

    private static string Word(Disposition disposition) => disposition switch
    {
        Disposition.Clear => "CLEAR",
        Disposition.Coarse => "COARSE",
        _ => "WITHHELD",
    };

    private sealed record Me(Identity Identity, IReadOnlyList<MyAssignment> Assignments, Caller? Caller);

    private sealed record MyAssignment(Assignment Held, bool ByToken, IReadOnlyList<MyPurpose> Purposes);

    private sealed record MyPurpose(string Id, RolePurpose? Access);
}

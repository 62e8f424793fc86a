using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Access;

namespace ChildLink.Cli.Commands.Access;

/// <summary>What an invented colleague shall be able to do.</summary>
/// <param name="Role">Role.</param>
/// <param name="Purposes">Purposes of the token; empty for every purpose of the role.</param>
/// <param name="Institution">Institution, where the role needs one.</param>
internal sealed record StaffRequest(string Role, IReadOnlyList<string> Purposes, string? Institution)
{
    /// <summary>Life of the token.</summary>
    public TimeSpan Lifetime { get; init; } = DevelopmentIssuer.LongestLifetime;

    /// <summary>Id of the person (sub); null for the one colleague of the role and institution.</summary>
    public string? Person { get; init; }
}

/// <summary>A token with what it says.</summary>
internal sealed record StaffToken(string Token, string Person, StaffRequest Request, string Issuer, string Audience, DateTimeOffset ExpiresAt);

/// <summary>Invented colleagues of a synthetic city: one person per role and institution unless another is named, assigned like anybody else.</summary>
internal sealed class DevelopmentStaff(Municipality municipality, DevelopmentIssuer issuer)
{
    private const string Grantor = "dev-grantor";
    private const string Approver = "dev-approver";

    /// <summary>A fresh token; the person is assigned first where needed.</summary>
    /// <exception cref="CommandRefusedException">The policy knows no such role, purpose or needs an institution.</exception>
    public async Task<StaffToken> TokenAsync(StaffRequest request, CancellationToken ct)
    {
        var person = request.Person ?? (request.Institution is { } institution ? $"dev-{request.Role}-{institution}" : $"dev-{request.Role}");
        await AssignAsync(person, request, ct);
        var now = municipality.Time.GetUtcNow();
        var token = issuer.Issue(
            new DevelopmentTokenRequest(person, municipality.Code, request.Role, request.Institution, request.Purposes, request.Lifetime), now);
        return new StaffToken(token, person, request, issuer.Issuer, issuer.Audience, now + request.Lifetime);
    }

    private async Task AssignAsync(string person, StaffRequest request, CancellationToken ct)
    {
        var offered = municipality.Policy.Roles.FirstOrDefault(r => r.Id == request.Role)?.Purposes.Select(p => p.Id).ToList() ?? [];
        if (request.Purposes.FirstOrDefault(p => !offered.Contains(p, StringComparer.Ordinal)) is { } strange && offered.Count > 0)
            throw CommandRefusedException.Usage($"The role {request.Role} has no purpose '{strange}'; it has {string.Join(", ", offered)}.");

        var now = municipality.Time.GetUtcNow();
        var held = await municipality.Assignments.OfPersonAsync(municipality.Code, issuer.Issuer, person, ct);
        if (held.Any(a => a.IsInForce(now) && a.Role == request.Role && a.Institution == request.Institution && offered.TrueForAll(p => a.Purposes.Contains(p, StringComparer.Ordinal))))
            return;
        var assignment = new Assignment(
            Guid.CreateVersion7(now), issuer.Issuer, person, request.Role, request.Institution, offered, now, now.AddYears(1), Grantor, Approver, EndedAt: null);
        var grantor = new Identity(issuer.Issuer, Grantor, MultiFactor: false, Role: null, Institution: null, Purposes: []);
        Task RecordAsync(CancellationToken token) =>
            municipality.Gateway.RecordSelfAsync(assignment.Id, municipality.Code, grantor, $"assign {person}", token);
        if (await municipality.Assignments.AddAsync(municipality.Code, municipality.Policy, assignment, RecordAsync, ct) is AssignmentBook.Outcome.Invalid invalid)
            throw CommandRefusedException.Usage($"{invalid.Field} {invalid.Message}");
    }
}

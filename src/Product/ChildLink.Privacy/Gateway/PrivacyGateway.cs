using ChildLink.Privacy.Access;
using ChildLink.Privacy.Policy;

namespace ChildLink.Privacy.Gateway;

/// <summary>The one place where guarded values leave: for a caller through a scope, for work inside through a grant.</summary>
public sealed class PrivacyGateway(DecisionTable policy, IDisclosureLog log, TimeProvider time)
{
    private const string NoRole = "-";

    /// <summary>The compiled policy in force.</summary>
    public DecisionTable Policy { get; } = policy;

    /// <summary>Opens the scope of one answer.</summary>
    /// <param name="caller">Whom it is for.</param>
    /// <param name="operation">Operation name that stands in the log.</param>
    /// <param name="requestId">Id of the request.</param>
    /// <param name="standing">By what the caller was admitted, where it is still to be confirmed; null where it was read since the request came.</param>
    public DisclosureScope Open(Caller caller, string operation, Guid requestId, Standing? standing = null) =>
        new(log, Policy, time, caller, operation, requestId, standing);

    /// <summary>
    /// Opens the scope of an answer that tells a person about their own rights only, or about nobody: no role, no purpose,
    /// and therefore every field withheld.
    /// </summary>
    public DisclosureScope OpenSelf(string tenant, Identity identity, string operation, Guid requestId) =>
        Open(new Caller(tenant, identity, RolePurpose.None(identity.Role ?? NoRole), identity.Institution, null, Guid.Empty), operation, requestId);

    /// <summary>Grants work on values inside, for a purpose that is not the caller's own view (linkage, screening).</summary>
    public ProcessingGrant Grant(Caller caller, string purpose, Guid run) => new(log, Policy, time, caller, purpose, run);

    /// <summary>Logs a request that was refused before a caller was admitted to anything.</summary>
    public Task RefuseAsync(Guid requestId, string tenant, Identity identity, string purpose, string operation, string code, CancellationToken ct) =>
        log.AppendAsync(WithoutRole(requestId, tenant, identity, purpose, operation, "refused:" + code), ct);

    /// <summary>Logs an answer that tells a person about their own rights only.</summary>
    public Task RecordSelfAsync(Guid requestId, string tenant, Identity identity, string operation, CancellationToken ct) =>
        log.AppendAsync(WithoutRole(requestId, tenant, identity, "", operation, "released"), ct);

    private DisclosureEntry WithoutRole(Guid requestId, string tenant, Identity identity, string purpose, string operation, string outcome) => new(
        requestId, time.GetUtcNow(), tenant, $"{identity.Issuer}|{identity.Person}", identity.Role ?? NoRole, identity.Institution ?? "",
        purpose, "", operation, outcome, Policy.Hash, [.. identity.Via], [], 0);
}

namespace ChildLink.Privacy.Gateway;

/// <summary>One line of the access log: who, under what, did what, to whom, and what was shown. Never a value.</summary>
/// <param name="RequestId">Identity of the request or run.</param>
/// <param name="At">Instant, UTC.</param>
/// <param name="Tenant">全国地方公共団体コード.</param>
/// <param name="Actor">Issuer and subject, joined by a bar.</param>
/// <param name="Role">Role, or <c>-</c> where none was admitted.</param>
/// <param name="Institution">Institution, or empty.</param>
/// <param name="Purpose">Declared purpose.</param>
/// <param name="Context">Context, or empty.</param>
/// <param name="Operation">Operation name, e.g. <c>GET /v1/children</c>.</param>
/// <param name="Outcome"><c>released</c>, <c>processed</c> or <c>refused:code</c>.</param>
/// <param name="Policy">Hash of the policy that decided.</param>
/// <param name="Fields">Fields with their disposition, e.g. <c>child.name=clear</c>; for runs: items with counts.</param>
/// <param name="Subjects">Children whose rows the answer or run held; for runs only the count is kept.</param>
/// <param name="Rows">Number of rows.</param>
public sealed record DisclosureEntry(
    Guid RequestId,
    DateTimeOffset At,
    string Tenant,
    string Actor,
    string Role,
    string Institution,
    string Purpose,
    string Context,
    string Operation,
    string Outcome,
    string Policy,
    IReadOnlyList<string> Fields,
    IReadOnlyList<Guid> Subjects,
    long Rows);

/// <summary>The durable log. An append that returns is on disk; one that throws means nothing may be shown.</summary>
public interface IDisclosureLog
{
    /// <summary>Appends one entry durably and answers its sequence number, from 0.</summary>
    /// <exception cref="DisclosureLogUnavailableException">The entry is not known to be durable.</exception>
    Task<long> AppendAsync(DisclosureEntry entry, CancellationToken ct);
}

/// <summary>The log cannot take entries now: no log, no data.</summary>
public sealed class DisclosureLogUnavailableException(Exception cause) : Exception("The access log is unavailable.", cause)
{
    /// <summary>Stable code.</summary>
    public const string Code = "access-log-unavailable";
}

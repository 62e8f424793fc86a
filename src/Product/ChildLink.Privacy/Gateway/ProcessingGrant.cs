using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Privacy.Gateway;

/// <summary>
/// Leave to work on values inside the product, for one purpose and one run, without showing them to anybody.
/// Counts what it opens; one log entry per run says which items and how many. Work that was given up or failed after it
/// opened something stands in the log, too: disposing sees to it.
/// </summary>
public sealed class ProcessingGrant : IAsyncDisposable
{
    private readonly IDisclosureLog log;
    private readonly DecisionTable policy;
    private readonly TimeProvider time;
    private readonly Caller caller;
    private readonly Dictionary<string, long> opened = new(StringComparer.Ordinal);
    private readonly List<string> notes = [];
    private string operation = "given up";
    private bool recorded;

    internal ProcessingGrant(IDisclosureLog log, DecisionTable policy, TimeProvider time, Caller caller, string purpose, Guid run)
    {
        this.log = log;
        this.policy = policy;
        this.time = time;
        this.caller = caller;
        Purpose = purpose;
        Run = run;
    }

    /// <summary>The purpose of the work; records that do not name it stay closed.</summary>
    public string Purpose { get; }

    /// <summary>The run.</summary>
    public Guid Run { get; }

    /// <summary>Names the work that begins, for the entry of one that is given up.</summary>
    public void Begin(string name) => operation = name;

    /// <summary>Notes a number for the entry, e.g. how many records were left closed; the name tells no value.</summary>
    public void Note(string name, long count) => notes.Add($"{name}={count}");

    /// <summary>Opens a guarded column.</summary>
    public T Open<T>(Guarded<T> value)
    {
        Count(value.Field.Value);
        return value.Open();
    }

    /// <summary>Opens a sealed item of an event; null when the key of its subject is gone.</summary>
    /// <exception cref="CryptographicException">The value was moved or altered.</exception>
    public string? Open(SubjectKeyRing keys, Guid stream, long version, string item, string sealedText)
    {
        var cipher = keys.CipherOrNull(stream);
        if (cipher is null)
            return null;
        Count(item);
        return SealedValue.Open(cipher, stream, version, item, sealedText);
    }

    /// <inheritdoc cref="Open(SubjectKeyRing, Guid, long, string, string)"/>
    public string? Open(SubjectKeyRing keys, Guid stream, long version, string item, ReadOnlySpan<byte> sealedValue)
    {
        var cipher = keys.CipherOrNull(stream);
        if (cipher is null)
            return null;
        Count(item);
        return SealedValue.Open(cipher, stream, version, item, sealedValue);
    }

    /// <summary>Writes the one log entry of this work. Results become visible only after it returned.</summary>
    /// <param name="operation">E.g. <c>screen nobeoka-count</c>.</param>
    /// <param name="rows">Records or children worked on.</param>
    /// <param name="ct">Cancels before the entry is written.</param>
    public Task<long> RecordAsync(string operation, long rows, CancellationToken ct) => AppendAsync(Entry(operation, "processed", [], rows), ct);

    /// <summary>Writes the log entry of an export, which leaves only after this returned.</summary>
    /// <param name="operation">E.g. <c>export scores</c>.</param>
    /// <param name="sha256">Digest of the bytes that will leave, lower-case hexadecimal.</param>
    /// <param name="rows">Rows of the export.</param>
    /// <param name="ct">Cancels before the entry is written.</param>
    public Task<long> RecordReleaseAsync(string operation, string sha256, long rows, CancellationToken ct) =>
        AppendAsync(Entry(operation, "released", [$"sha256={sha256}"], rows), ct);

    /// <summary>Writes the entry of work that opened something and did not come to its own.</summary>
    /// <exception cref="DisclosureLogUnavailableException">It cannot be written.</exception>
    public async ValueTask DisposeAsync()
    {
        if (opened.Count > 0 && !recorded)
            await RecordAsync(operation, 0, CancellationToken.None);
    }

    private async Task<long> AppendAsync(DisclosureEntry entry, CancellationToken ct)
    {
        var sequence = await log.AppendAsync(entry, ct);
        recorded = true;
        return sequence;
    }

    private DisclosureEntry Entry(string operation, string outcome, string[] more, long rows) => new(
        Run, time.GetUtcNow(), caller.Tenant, $"{caller.Identity.Issuer}|{caller.Identity.Person}", caller.Role,
        caller.Institution ?? "", Purpose, $"run:{Run}", operation, outcome, policy.Hash,
        [.. caller.Identity.Via, .. more, .. notes, .. opened.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value}")], [], rows);

    private void Count(string item) => CollectionsMarshal.GetValueRefOrAddDefault(opened, item, out _)++;
}

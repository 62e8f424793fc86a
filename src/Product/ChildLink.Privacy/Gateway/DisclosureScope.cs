using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Privacy.Gateway;

/// <summary>
/// One answer on its way out: values are revealed into a buffer that nobody sees, the log entry becomes durable,
/// and only then are the bytes handed over.
/// </summary>
/// <remarks>Not thread-safe: one request, one scope.</remarks>
public sealed partial class DisclosureScope : IDisposable
{
    private const int LargestAnswer = 16 << 20;

    private readonly IDisclosureLog log;
    private readonly DecisionTable policy;
    private readonly TimeProvider time;
    private readonly Guid requestId;
    private readonly Standing? standing;
    private readonly BoundedBuffer buffer = new(LargestAnswer);
    private readonly Dictionary<string, Disposition> ledger = new(StringComparer.Ordinal);
    private readonly HashSet<string> refusedParts = new(StringComparer.Ordinal);
    private List<Guid> subjects = [];
    private readonly HashSet<Guid> seen = [];
    private bool recorded;
    private bool answers;
    private string? refusal;

    internal DisclosureScope(IDisclosureLog log, DecisionTable policy, TimeProvider time, Caller caller, string operation, Guid requestId, Standing? standing)
    {
        this.log = log;
        this.policy = policy;
        this.time = time;
        this.requestId = requestId;
        this.standing = standing;
        Caller = caller;
        Operation = operation;
        Json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>The caller this answer is for.</summary>
    public Caller Caller { get; }

    /// <summary>By what the caller was admitted, as long as it is to be confirmed; null when it holds.</summary>
    public Standing? Unconfirmed => standing is { IsConfirmed: false } ? standing : null;

    /// <summary>Operation name that stands in the log.</summary>
    public string Operation { get; }

    /// <summary>Where public parts of the answer (names of properties, counts, cursors) are written.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Number of the newest entry that was made durable through this scope, from 0; null before the first.</summary>
    public long? LastEntry { get; private set; }

    /// <summary>Rows in the answer so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Starts a row about a child; the child stands in the log once.</summary>
    public void Row(Guid subject)
    {
        Rows++;
        if (seen.Add(subject))
            subjects.Add(subject);
    }

    /// <summary>Counts rows that are not about one child (runs, provisions, log entries).</summary>
    public void PublicRows(long count) => Rows += count;

    /// <summary>Reveals a text as a value, or null where the decision withholds it; the name of the property stands already.</summary>
    public void Reveal(Guarded<string?> value, AccessDecision decision)
    {
        var text = Opens(value, decision) ? value.Open() : null;
        if (text is null)
            Json.WriteNullValue();
        else
            Json.WriteStringValue(text);
    }

    /// <summary>Reveals a whole number.</summary>
    public void Reveal(Guarded<long?> value, AccessDecision decision)
    {
        var number = Opens(value, decision) ? value.Open() : null;
        if (number is null)
            Json.WriteNullValue();
        else
            Json.WriteNumberValue(number.Value);
    }

    /// <summary>Reveals a flag.</summary>
    public void Reveal(Guarded<bool?> value, AccessDecision decision)
    {
        var flag = Opens(value, decision) ? value.Open() : null;
        if (flag is null)
            Json.WriteNullValue();
        else
            Json.WriteBooleanValue(flag.Value);
    }

    /// <summary>Reveals integer tenths as a decimal number with one digit.</summary>
    public void RevealTenths(Guarded<long?> value, AccessDecision decision)
    {
        var tenths = Opens(value, decision) ? value.Open() : null;
        if (tenths is null)
            Json.WriteNullValue();
        else
            Json.WriteNumberValue(tenths.Value / 10m);
    }

    /// <summary>Reveals a calendar day as ISO 8601.</summary>
    public void Reveal(Guarded<DateOnly?> value, AccessDecision decision)
    {
        var day = Opens(value, decision) ? value.Open() : null;
        if (day is null)
        {
            Json.WriteNullValue();
            return;
        }

        Span<char> text = stackalloc char[10];
        day.Value.TryFormat(text, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Json.WriteStringValue(text);
    }

    /// <summary>
    /// Reveals a JSON document in UTF-8 as it is stored. With a projection only what it names leaves, in its order and under
    /// its names.
    /// </summary>
    public void RevealJson(Guarded<byte[]?> value, AccessDecision decision, JsonProjection? projection = null)
    {
        var json = Opens(value, decision) ? value.Open() : null;
        if (json is null)
            Json.WriteNullValue();
        else if (projection is null)
            Json.WriteRawValue(json, skipInputValidation: true);
        else
            projection.Write(json, Json);
    }

    /// <summary>Reveals which child the row is about: its identity, or in the coarse form a pseudonym.</summary>
    public void RevealKey(Guid subject, AccessDecision decision, PseudonymSeries? pseudonyms)
    {
        RequireStanding();
        switch (decision.Disposition)
        {
            case Disposition.Clear:
                Json.WriteStringValue(subject);
                break;
            case Disposition.Coarse when pseudonyms is not null:
                Json.WriteStringValue(pseudonyms.Of(subject));
                break;
            default:
                Json.WriteNullValue();
                break;
        }
    }

    /// <summary>Confirms by what the caller was admitted, where no reading of rows did; nothing is opened before, nothing leaves before.</summary>
    /// <exception cref="StandingMovedException">It is other now: this scope is to be thrown away.</exception>
    public Task ConfirmAsync(CancellationToken ct) => Unconfirmed is { } open ? open.ConfirmAsync(ct) : Task.CompletedTask;

    /// <summary>Notes in the log that a field was selected, even if no row carried it.</summary>
    public void Select(AccessDecision decision) => ledger[decision.Field.Value] = decision.Disposition;

    /// <summary>Notes that a part of a request of several parts was answered, be it by nothing at all.</summary>
    public void AnswerPart() => answers = true;

    /// <summary>
    /// Notes that a part was refused. It stands in the request's entry as <c>part=refused:code</c>; where every part was, the
    /// outcome is the first refusal.
    /// </summary>
    /// <param name="part">Name of the part, never a value.</param>
    /// <param name="code">Stable code of the refusal.</param>
    public void RefusePart(string part, string code)
    {
        refusedParts.Add($"{part}=refused:{code}");
        refusal ??= code;
    }

    /// <summary>
    /// Makes the entry durable. A command calls this inside its transaction, before it commits: an effect without an
    /// entry cannot be, an entry without an effect can.
    /// </summary>
    /// <exception cref="DisclosureLogUnavailableException">No log, no effect.</exception>
    /// <remarks>What is opened after it stands in an entry of its own: each command of a request has its entry, and nothing stands in two.</remarks>
    public Task RecordAsync(CancellationToken ct) => RecordAsync(Operation, ct);

    /// <param name="operation">Name of the command, where a request holds several.</param>
    /// <param name="ct">Cancels before the entry is written.</param>
    /// <inheritdoc cref="RecordAsync(CancellationToken)"/>
    public Task RecordAsync(string operation, CancellationToken ct) => RecordAsync(Entry("released") with { Operation = operation }, ct);

    private async Task RecordAsync(DisclosureEntry entry, CancellationToken ct)
    {
        await ConfirmAsync(ct);
        LastEntry = await log.AppendAsync(entry, ct);
        recorded = true;
        Rows = 0;
        ledger.Clear();
        seen.Clear();
        targets.Clear();
        subjects = [];
    }

    /// <summary>Makes the entry durable if it is not yet, then hands over the bytes. The bytes live until the scope is disposed.</summary>
    /// <exception cref="DisclosureLogUnavailableException">No log, no data.</exception>
    public async Task<ReadOnlyMemory<byte>> ReleaseAsync(CancellationToken ct)
    {
        await Json.FlushAsync(ct);
        var shows = Rows > 0 || ledger.Count > 0;
        // What a command did stands in its own entry already: the part it belongs to is no answer of this one.
        var isRefused = refusal is not null && !shows && (recorded || !answers);
        if (!recorded || shows || isRefused)
        {
            var entry = Entry(isRefused ? "refused:" + refusal : "released");
            await RecordAsync(entry with { Fields = [.. entry.Fields, .. refusedParts] }, ct);
        }

        return buffer.Written;
    }

    /// <summary>Hands over what was written where it says only why nothing is shown; the log says refused.</summary>
    /// <param name="code">Stable code of the refusal.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="InvalidOperationException">A row or a field is in the answer: that is no refusal.</exception>
    public async Task<ReadOnlyMemory<byte>> ReleaseRefusalAsync(string code, CancellationToken ct)
    {
        if (recorded || Rows > 0 || ledger.Count > 0)
            throw new InvalidOperationException("An answer that shows something is no refusal.");
        await Json.FlushAsync(ct);
        await RefuseAsync(code, ct);
        return buffer.Written;
    }

    /// <summary>Writes a refusal into the log; nothing of the buffer leaves.</summary>
    public async Task RefuseAsync(string code, CancellationToken ct)
    {
        await ConfirmAsync(ct);
        await log.AppendAsync(Entry("refused:" + code), ct);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Json.Dispose();
        buffer.Dispose();
    }

    private bool Opens<T>(Guarded<T> value, AccessDecision decision)
    {
        RequireStanding();
        if (!value.Field.Equals(decision.Field))
            throw new InvalidOperationException($"A decision on {decision.Field} cannot open {value.Field}.");
        return decision.Disposition != Disposition.Withheld;
    }

    /// <summary>No decision for a caller who may be none any more opens anything.</summary>
    private void RequireStanding()
    {
        if (Unconfirmed is not null)
            throw new InvalidOperationException("By what the caller was admitted is not confirmed.");
    }

    private DisclosureEntry Entry(string outcome)
    {
        string[] around = [.. Caller.Identity.Via, .. targets];
        var fields = new string[around.Length + ledger.Count];
        around.CopyTo(fields, 0);
        var i = around.Length;
        foreach (var (field, disposition) in ledger)
            fields[i++] = $"{field}={Word(disposition)}";
        return new DisclosureEntry(
            requestId, time.GetUtcNow(), Caller.Tenant, $"{Caller.Identity.Issuer}|{Caller.Identity.Person}", Caller.Role,
            Caller.Institution ?? "", Caller.Purpose, Caller.Context?.ToString() ?? "", Operation, outcome, policy.Hash, fields, subjects, Rows);
    }

    private static string Word(Disposition disposition) => disposition switch
    {
        Disposition.Clear => "clear",
        Disposition.Coarse => "coarse",
        _ => "withheld",
    };
}

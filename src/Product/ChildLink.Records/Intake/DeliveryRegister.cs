using ChildLink.EventStore;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>What became of a delivery as a whole.</summary>
internal enum DeliveryState
{
    /// <summary>Stored.</summary>
    Taken,

    /// <summary>Waiting for a person.</summary>
    Held,

    /// <summary>A person said that it may come although it lacks so much; it was not given again since.</summary>
    Released,
}

/// <summary>A delivery as far as the next ones depend on it.</summary>
internal sealed record KnownDelivery(
    Guid Id, string Provision, string File, string Scope, string ContentHash, DateTimeOffset ReceivedAt, DateOnly Effective, DeliveryState State, long Records,
    long Nameless);

/// <summary>Every delivery there was, kept in step while an import runs; only one runs at a time.</summary>
internal sealed class DeliveryRegister
{
    private const string All = """
        select id, provision, file, scope, encode(content_hash, 'hex'), received_at, effective_on, state, records, nameless
        from read.deliveries where tenant_id = $1 order by received_at
        """;

    private const string Ends = """
        select p.id from unnest($2::text[]) as p (id)
        where exists (select 1 from read.record_versions v where v.tenant_id = $1 and v.provision = p.id and v.ended)
        """;

    private static readonly string Untold = $"select {CouncilProjection.IsUntold("$2::text[]")}";

    private readonly HashSet<string> ends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownDelivery>> ofProvision = new(StringComparer.Ordinal);

    private readonly DateTimeOffset? lastErasure;
    private readonly bool isCouncilUntold;

    private DeliveryRegister(DateTimeOffset? lastErasure, bool isCouncilUntold) => (this.lastErasure, this.isCouncilUntold) = (lastErasure, isCouncilUntold);

    public static async Task<DeliveryRegister> LoadAsync(NpgsqlConnection connection, City city, CancellationToken ct)
    {
        var register = new DeliveryRegister(await ErasedSubjects.LastChangeAsync(connection, city.Code, ct), await IsCouncilUntoldAsync(connection, city, ct));
        await register.LoadEndsAsync(connection, city, ct);
        await using var command = Statement.Of(connection, All, city.Code);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        while (await rows.ReadAsync(ct))
        {
            register.Add(new KnownDelivery(
                rows.PublicUuid(0), rows.PublicText(1), rows.PublicText(2), rows.PublicText(3), rows.PublicText(4), rows.PublicInstant(5),
                rows.PublicDate(6), Enum.Parse<DeliveryState>(rows.PublicText(7), ignoreCase: true), rows.PublicLong(8), rows.PublicLong(9)));
        }

        return register;
    }

    /// <summary>Notes a delivery; takes the place of the one with the same identity.</summary>
    public void Add(KnownDelivery delivery)
    {
        if (!ofProvision.TryGetValue(delivery.Provision, out var known))
            ofProvision[delivery.Provision] = known = [];
        known.RemoveAll(d => d.Id == delivery.Id);
        known.Add(delivery);
    }

    /// <summary>
    /// The delivery that says the same and was not replaced since. A file that came back after another version lay in its
    /// place is no repetition: it says that the change was undone. Unless another version follows at once: then both were
    /// given together and came before in this order. Nor is a file a repetition when somebody was erased, or an erasure released,
    /// since it came: rows of it were destroyed, or left out. Nor when a table that is made of it lacks some.
    /// </summary>
    /// <param name="provision">Under which the file comes.</param>
    /// <param name="contentHash">Digest of its content, lower-case hexadecimal.</param>
    /// <param name="shown">Path it is reported under.</param>
    /// <param name="replaced">Whether a later file of the same import is shown under the same path.</param>
    public KnownDelivery? Repeated(Provision provision, string contentHash, string shown, bool replaced)
    {
        if (IsUntold(provision))
            return null;
        var taken = Taken(provision);
        return taken.FirstOrDefault(d => d.ContentHash == contentHash
            && (lastErasure is null || d.ReceivedAt > lastErasure)
            && (replaced || !taken.Any(l => l.ContentHash != contentHash && l.File == shown && l.ReceivedAt > d.ReceivedAt)));
    }

    /// <summary>
    /// The delivery that says what a submission says, when no other of its scope came since. Every client key is a place of
    /// its own, so that a place tells nothing about what was replaced; an older delivery of the same rows is none that still
    /// stands. Of two that came in one instant nobody knows which was last: then the rows are read again.
    /// </summary>
    public KnownDelivery? RepeatedLast(Provision provision, string scope, string contentHash)
    {
        if (IsUntold(provision))
            return null;
        var taken = OfScope(provision, scope).ToList();
        return taken.FirstOrDefault(d => d.ContentHash == contentHash
            && (lastErasure is null || d.ReceivedAt > lastErasure)
            && !taken.Any(l => l.ContentHash != contentHash && l.ReceivedAt >= d.ReceivedAt));
    }

    /// <summary>The delivery with this identity.</summary>
    public KnownDelivery Get(Guid delivery) => ofProvision.Values.SelectMany(d => d).Single(d => d.Id == delivery);

    /// <summary>The delivery of the same content that waits for a person or was released by one.</summary>
    public KnownDelivery? Waiting(Provision provision, string contentHash) =>
        Of(provision).LastOrDefault(d => d.ContentHash == contentHash && d.State != DeliveryState.Taken);

    /// <summary>What was taken of a scope.</summary>
    public IEnumerable<KnownDelivery> OfScope(Provision provision, string scope) => Taken(provision).Where(d => d.Scope == scope);

    /// <summary>The latest day that any delivery of the provision speaks for; null before the first.</summary>
    public DateOnly? Latest(Provision provision) => Taken(provision).Select(d => (DateOnly?)d.Effective).Max();

    /// <summary>Whether a record of the provision ever ended, so that a key without a head may have a past.</summary>
    public bool HasEnds(Provision provision) => ends.Contains(provision.Id);

    /// <summary>Notes that a record of the provision ended.</summary>
    public void NoteEnd(Provision provision) => ends.Add(provision.Id);

    private async Task LoadEndsAsync(NpgsqlConnection connection, City city, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Ends, city.Code, city.Provisions.Select(p => p.Id).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        while (await rows.ReadAsync(ct))
            ends.Add(rows.PublicText(0));
    }

    private bool IsUntold(Provision provision) => isCouncilUntold && CouncilProjection.Describes(provision);

    private static async Task<bool> IsCouncilUntoldAsync(NpgsqlConnection connection, City city, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Untold, city.Code, CouncilProjection.Provisions(city));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return rows.PublicFlag(0);
    }

    private IEnumerable<KnownDelivery> Taken(Provision provision) => Of(provision).Where(d => d.State == DeliveryState.Taken);

    private List<KnownDelivery> Of(Provision provision) => ofProvision.GetValueOrDefault(provision.Id) ?? [];
}

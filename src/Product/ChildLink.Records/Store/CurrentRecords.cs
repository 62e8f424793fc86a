using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Records.Store;

/// <summary>One record as it stands, opened under a processing grant. Items that are empty or whose key is gone are absent.</summary>
/// <param name="Key">Keyed digest of its business key.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Items">Opened items by name.</param>
/// <param name="File">What the file name said (<c>school</c>, <c>fy</c>, <c>month</c>, …).</param>
public sealed record CurrentRecord(Guid Key, Guid Subject, IReadOnlyDictionary<string, string> Items, IReadOnlyDictionary<string, string> File)
{
    /// <summary>An item's value, or null.</summary>
    public string? this[string item] => Items.GetValueOrDefault(item);

    /// <summary>An item as a day, or null.</summary>
    public DateOnly? Day(string item) =>
        DateOnly.TryParseExact(this[item], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An item as a whole number, or null.</summary>
    public int? Number(string item) =>
        int.TryParse(this[item], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : null;
}

/// <summary>
/// Reads records as they stand, in bulk, for work inside. A provision whose basis has ended or whose purposes do not
/// name the grant's purpose is not read at all.
/// </summary>
public sealed class CurrentRecords(City city, KeyHome keys, TimeProvider time)
{
    private const string Screening = "screening";

    /// <summary>What the file name said, in the order of <see cref="FileWords.Names"/>.</summary>
    private const string File = """
        concat_ws(chr(31), coalesce(e.headers->>'file_date', ''), coalesce(e.headers->>'file_year', ''), coalesce(e.headers->>'file_fy', ''),
            coalesce(e.headers->>'file_month', ''), coalesce(e.headers->>'file_school', ''), coalesce(e.headers->>'file_label', ''), coalesce(e.headers->>'as_of', ''))
        """;

    private const string Load = $"""
        select h.key_id, h.stream_id, e.version, convert_to(e.data::text, 'UTF8'), {File}
        from read.record_heads h
        join events.mt_events e on e.id = h.event_id
        where h.tenant_id = $1 and h.provision = $2
        order by e.seq_id
        """;

    /// <summary>
    /// Of every key the statement with the latest effective day, and of several of one day the one that came last; what it
    /// says is left out when it says that the record ended.
    /// </summary>
    private const string LoadMoment = $"""
        select l.key_id, l.stream_id, e.version, convert_to(e.data::text, 'UTF8'), {File}
        from (
            select distinct on (s.key_id) s.key_id, s.stream_id, s.event_id, s.ended
            from (
                select key_id, stream_id, event_id, effective_on, seq, false as ended from read.record_heads where tenant_id = $1 and provision = $2
                union all
                select key_id, stream_id, event_id, effective_on, seq, ended from read.record_versions where tenant_id = $1 and provision = $2
            ) s
            join events.mt_events said on said.seq_id = s.seq
            where ($3::date is null or s.effective_on <= $3) and ($4::timestamptz is null or said.timestamp <= $4)
            order by s.key_id, s.effective_on desc, s.seq desc
        ) l
        join events.mt_events e on e.id = l.event_id
        where not l.ended
        order by e.seq_id
        """;

    private const string LoadAbout = $"""
        select h.key_id, h.stream_id, e.version, convert_to(e.data::text, 'UTF8'), {File}
        from read.record_heads h
        join events.mt_events e on e.id = h.event_id
        where h.tenant_id = $1 and h.provision = $2 and (h.stream_id = any($3) or h.key_id = any($4))
        order by e.seq_id
        """;

    private const string HowMany = "select count(*) from read.record_heads where tenant_id = $1 and provision = $2";

    private const string AfterDay = "select exists (select from read.record_heads where tenant_id = $1 and provision = $2 and effective_on > $3)";

    /// <summary>All records of a provision with the named items, or none when the provision may not be used.</summary>
    public Task<IReadOnlyList<CurrentRecord>> OfAsync(
        NpgsqlConnection connection, ProcessingGrant grant, SubjectKeyRing ring, string provision, string[] items, CancellationToken ct) =>
        OfAsync(connection, grant, ring, provision, items, RecordMoment.Now, ct);

    /// <summary>
    /// The records of a provision as they stood on a day and were known at an instant, or none when the provision may not be
    /// used now: the law is that of the reading, not that of the moment asked for.
    /// </summary>
    public async Task<IReadOnlyList<CurrentRecord>> OfAsync(
        NpgsqlConnection connection, ProcessingGrant grant, SubjectKeyRing ring, string provision, string[] items, RecordMoment moment, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(moment);
        if (!MayRead(grant, provision, BasisScope.Population))
            return [];
        await using var command = moment == RecordMoment.Now
            ? Statement.Of(connection, Load, city.Code, provision)
            : Statement.Of(connection, LoadMoment, city.Code, provision, moment.EffectiveOn, moment.KnownAt?.ToUniversalTime());
        return await OpenAsync(command, grant, ring, items, ct);
    }

    /// <summary>
    /// The records of a provision about some people, or none when the provision may not be used: what the second stage of a
    /// screening reads, also where the legal basis carries flagged children only. No other row leaves the database.
    /// </summary>
    public async Task<IReadOnlyList<CurrentRecord>> AboutAsync(
        NpgsqlConnection connection, ProcessingGrant grant, SubjectKeyRing ring, string provision, string[] items, RecordsAbout about, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(about);
        if (!MayRead(grant, provision, BasisScope.Flagged))
            return [];
        await using var command = Statement.Of(connection, LoadAbout, city.Code, provision, about.Subjects.ToArray(), about.Keys.ToArray());
        return await OpenAsync(command, grant, ring, items, ct);
    }

    /// <summary>How many records of a provision stand, whoever they are about; none is opened. 0 when the provision may not be used.</summary>
    public async Task<long> CountAsync(NpgsqlConnection connection, ProcessingGrant grant, string provision, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (!MayRead(grant, provision, BasisScope.Flagged))
            return 0;
        await using var command = Statement.Of(connection, HowMany, city.Code, provision);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicLong(0) : 0;
    }

    // Linkage must find a row's child before anybody can be flagged; scopes bind those who judge.
    private bool MayRead(ProcessingGrant grant, string provision, BasisScope widest) =>
        city.Provisions.FirstOrDefault(p => p.Id == provision) is { } found
        && found.Allows(grant.Purpose, grant.Purpose == Screening ? widest : BasisScope.NamedChild, time.GetUtcNow());

    private static async Task<IReadOnlyList<CurrentRecord>> OpenAsync(
        NpgsqlCommand command, ProcessingGrant grant, SubjectKeyRing ring, string[] items, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var records = new List<CurrentRecord>();
        var opening = new RecordOpening(grant, ring, items);
        var files = new FileWords();
        while (await rows.ReadAsync(ct))
        {
            var stream = rows.PublicUuid(1);
            var opened = opening.Open(stream, rows.PublicLong(2), rows.PublicBytes(3));
            records.Add(new CurrentRecord(rows.PublicUuid(0), stream, opened, files.Of(rows.PublicText(4))));
        }

        return records;
    }

    /// <summary>Whether a record of a provision stands by what was said for a day after this one.</summary>
    public async Task<bool> SpeaksAfterAsync(NpgsqlConnection connection, string provision, DateOnly day, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, AfterDay, city.Code, provision, day);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) && rows.PublicFlag(0);
    }

    /// <summary>The keys of all subjects, for a piece of work that touches most of them.</summary>
    public Task<SubjectKeyRing> KeysAsync(NpgsqlConnection connection, CancellationToken ct) =>
        SubjectKeyRing.LoadAsync(connection, city.Code, keys, subjects: null, time.GetUtcNow(), ct);
}

using System.Text.Json;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Store;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Linkage;

/// <summary>Stores decisions of linkage: the projection, and an event per subject for what changed.</summary>
internal static class LinkStore
{
    private const string Stage = """
        create temp table if not exists link_stage (
            provision text, key_id uuid, status text, resident_id uuid, method text, cause text, probability numeric
        ) on commit delete rows
        """;

    private const string Copy =
        "copy link_stage (provision, key_id, status, resident_id, method, cause, probability) from stdin (format binary)";

    private const string Changed = """
        select s.provision, s.key_id from link_stage s
        left join read.links l on l.tenant_id = $1 and l.provision = s.provision and l.key_id = s.key_id
        where l.key_id is null
           or (l.status, l.method) is distinct from (s.status, s.method) or l.resident_id is distinct from s.resident_id
        """;

    private const string Merge = """
        insert into read.links (tenant_id, provision, key_id, status, resident_id, method, cause, probability, linked_at)
        select $1, provision, key_id, status, resident_id, method, cause, probability, $2 from link_stage
        on conflict (tenant_id, provision, key_id) do update
        set status = excluded.status, resident_id = excluded.resident_id, method = excluded.method, cause = excluded.cause,
            probability = excluded.probability,
            linked_at = case when (links.status, links.method) is distinct from (excluded.status, excluded.method)
                               or links.resident_id is distinct from excluded.resident_id
                             then excluded.linked_at else links.linked_at end
        """;

    private const string StageEnrolments =
        "create temp table if not exists enrolment_stage (resident_id uuid, school text, name text, grade text, class text) on commit delete rows";

    private const string CopyEnrolments =
        "copy enrolment_stage (resident_id, school, name, grade, class) from stdin (format binary)";

    private const string MergeEnrolments = """
        update vault.residents r
        set school_code = e.school, school_name = e.name, grade = e.grade, class = e.class
        from (select r2.resident_id, s.school, s.name, s.grade, s.class
              from vault.residents r2 left join enrolment_stage s using (resident_id) where r2.tenant_id = $1) e
        where r.tenant_id = $1 and r.resident_id = e.resident_id
          and (r.school_code, r.school_name, r.grade, r.class) is distinct from (e.school, e.name, e.grade, e.class)
        """;

    /// <param name="connection">Inside the caller's transaction.</param>
    /// <param name="log">Log of the municipality.</param>
    /// <param name="decisions">All decisions of the run.</param>
    /// <param name="subjects">Subject of each record, by key.</param>
    /// <param name="now">Instant of the run.</param>
    /// <param name="ct">Cancels before commit.</param>
    public static async Task SaveAsync(
        NpgsqlConnection connection, EventLog log, IReadOnlyList<LinkDecision> decisions,
        IReadOnlyDictionary<Guid, Guid> subjects, DateTimeOffset now, CancellationToken ct)
    {
        await Statement.ExecuteAsync(connection, Stage, ct);
        await StageAsync(connection, decisions, ct);
        var changed = await ChangedAsync(connection, log.Tenant, ct);
        await AppendAsync(connection, log, decisions.Where(d => changed.Contains((d.Provision, d.Key))), subjects, now, ct);
        await Statement.ExecuteAsync(connection, Merge, ct, log.Tenant, now);
    }

    /// <summary>Writes school, grade and class beside the identities; who left every school loses them.</summary>
    public static async Task EnrolAsync(NpgsqlConnection connection, string tenant, IReadOnlyList<Enrolment> enrolments, CancellationToken ct)
    {
        await Statement.ExecuteAsync(connection, StageEnrolments, ct);
        await using (var copy = await connection.BeginBinaryImportAsync(CopyEnrolments, ct))
        {
            foreach (var e in enrolments)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(e.Resident, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(e.School, NpgsqlDbType.Text, ct);
                await WriteAsync(copy, e.SchoolName, ct);
                await WriteAsync(copy, e.Grade, ct);
                await WriteAsync(copy, e.Class, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await Statement.ExecuteAsync(connection, MergeEnrolments, ct, tenant);
    }

    private static async Task StageAsync(NpgsqlConnection connection, IReadOnlyList<LinkDecision> decisions, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var d in decisions)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(d.Provision, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(d.Key, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(Word(d.Status), NpgsqlDbType.Text, ct);
            if (d.Resident is { } resident)
                await copy.WriteAsync(resident, NpgsqlDbType.Uuid, ct);
            else
                await copy.WriteNullAsync(ct);
            await copy.WriteAsync(d.Method, NpgsqlDbType.Text, ct);
            await WriteAsync(copy, d.Cause, ct);
            if (d.Probability is { } probability)
                await copy.WriteAsync(probability, NpgsqlDbType.Numeric, ct);
            else
                await copy.WriteNullAsync(ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task<HashSet<(string, Guid)>> ChangedAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Changed, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var changed = new HashSet<(string, Guid)>();
        while (await rows.ReadAsync(ct))
            changed.Add((rows.PublicText(0), rows.PublicUuid(1)));
        return changed;
    }

    private static async Task AppendAsync(
        NpgsqlConnection connection, EventLog log, IEnumerable<LinkDecision> changed, IReadOnlyDictionary<Guid, Guid> subjects,
        DateTimeOffset now, CancellationToken ct)
    {
        var bySubject = changed.GroupBy(d => subjects[d.Key]).ToList();
        var versions = await log.VersionsAsync(connection, [.. bySubject.Select(g => g.Key)], ct);
        var events = bySubject.ConvertAll(g => new NewEvent(
            Guid.CreateVersion7(now), g.Key, versions.GetValueOrDefault(g.Key) + 1, RecordEventTypes.SourceLinked, Data(g), "{}"u8.ToArray()));
        await log.AppendAsync(connection, RecordEventTypes.SubjectStream, events, ct);
    }

    private static byte[] Data(IEnumerable<LinkDecision> decisions)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("links");
            foreach (var d in decisions)
            {
                json.WriteStartObject();
                json.WriteString("provision", d.Provision);
                json.WriteString("key", d.Key);
                json.WriteString("status", Word(d.Status));
                if (d.Resident is { } resident)
                    json.WriteString("resident", resident);
                json.WriteString("method", d.Method);
                if (d.Cause is not null)
                    json.WriteString("cause", d.Cause);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string Word(LinkStatus status) => status.ToString().ToLowerInvariant();

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);
}

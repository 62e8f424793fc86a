using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Store;

/// <summary>The latest event of a business key.</summary>
internal readonly record struct RecordHead(Guid Key, Guid Event, Guid Previous, Guid Stream, long Version, long Row);

/// <summary>Projection of the latest event per business key; it decides what is new, changed or unchanged.</summary>
internal static class RecordHeads
{
    private const string Load =
        "select key_id, event_id, previous_id from read.record_heads where tenant_id = $1 and provision = $2 and key_id = any($3)";

    private const string Stage = """
        create temp table if not exists head_stage (
            key_id uuid, event_id uuid, previous_id uuid, stream_id uuid, version bigint, row bigint
        ) on commit delete rows
        """;

    private const string Copy = "copy head_stage (key_id, event_id, previous_id, stream_id, version, row) from stdin (format binary)";

    private const string Merge = """
        insert into read.record_heads (tenant_id, provision, key_id, event_id, previous_id, stream_id, version, delivery_id, row)
        select $1, $2, key_id, event_id, previous_id, stream_id, version, $3, row from head_stage
        on conflict (tenant_id, provision, key_id) do update
        set event_id = excluded.event_id, previous_id = excluded.previous_id, stream_id = excluded.stream_id,
            version = excluded.version, delivery_id = excluded.delivery_id, row = excluded.row
        """;

    public static async Task<Dictionary<Guid, (Guid Event, Guid Previous)>> LoadAsync(
        NpgsqlConnection connection, string tenant, string provision, Guid[] keys, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Load, tenant, provision, keys);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var heads = new Dictionary<Guid, (Guid, Guid)>(keys.Length);
        while (await rows.ReadAsync(ct))
            heads[rows.PublicUuid(0)] = (rows.PublicUuid(1), rows.PublicUuid(2));
        return heads;
    }

    public static async Task SaveAsync(
        NpgsqlConnection connection, string tenant, string provision, Guid delivery, List<RecordHead> heads, CancellationToken ct)
    {
        if (heads.Count == 0)
            return;
        await Statement.ExecuteAsync(connection, Stage, ct);
        await using (var copy = await connection.BeginBinaryImportAsync(Copy, ct))
        {
            foreach (var head in heads)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(head.Key, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(head.Event, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(head.Previous, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(head.Stream, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(head.Version, NpgsqlDbType.Bigint, ct);
                await copy.WriteAsync(head.Row, NpgsqlDbType.Bigint, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await Statement.ExecuteAsync(connection, Merge, ct, tenant, provision, delivery);
        await Statement.ExecuteAsync(connection, "delete from head_stage", ct);
    }
}

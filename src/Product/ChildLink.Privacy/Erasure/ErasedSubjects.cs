using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Erasure;

/// <summary>Subjects whose deliveries are ignored: erased and not released since.</summary>
public static class ErasedSubjects
{
    /// <summary>All of them; an erasure waits for whoever holds the lock of imports, so that the answer stays true that long.</summary>
    public static async Task<IReadOnlySet<Guid>> LoadAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ErasureSql.Erased, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var erased = new HashSet<Guid>();
        while (await rows.ReadAsync(ct))
            erased.Add(rows.PublicUuid(0));
        return erased;
    }

    /// <summary>
    /// When last an erasure became effective or was released; null when none did. What was delivered up to then said more or
    /// less than it would say now.
    /// </summary>
    public static async Task<DateTimeOffset?> LastChangeAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ErasureSql.LastChange, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return rows.PublicInstantOrNull(0);
    }
}

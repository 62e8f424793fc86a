using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Records.Linkage;

/// <summary>The day the newest register was drawn: data speaks as of that day, not as of today.</summary>
public static class RegisterDay
{
    private const string Latest = "select max(as_of) from read.deliveries where tenant_id = $1";

    /// <summary>The latest extraction date that a file name carried; null before the first.</summary>
    public static async Task<DateOnly?> LatestAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Latest, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicDateOrNull(0) : null;
    }
}

using ChildLink.EventStore;
using ChildLink.Records.Provisions;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Residents;

/// <summary>Keeps <c>vault.memberships</c>: the household that each event of the register names, in the transaction of its file.</summary>
public static class MembershipProjection
{
    private const string Copy = """
        copy vault.memberships (tenant_id, event_id, resident_id, household_number, relation) from stdin (format binary)
        """;

    /// <summary>The provisions of a municipality whose records say who lives in which household.</summary>
    public static string[] Provisions(City city)
    {
        ArgumentNullException.ThrowIfNull(city);
        return [.. city.Provisions.Where(Describes).Select(p => p.Id)];
    }

    /// <summary>Whether rows of this provision name a household.</summary>
    internal static bool Describes(Provision provision) => provision.Columns.Any(c => c.Item == "resident.household");

    /// <summary>Notes what new events say. An event is written once, so is this.</summary>
    internal static async Task SaveAsync(
        NpgsqlConnection connection, string tenant, Provision provision,
        IReadOnlyList<(Guid Event, Guid Resident, string[] Values)> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        var column = new ItemColumns(provision);
        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var (said, resident, values) in rows)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(tenant, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(said, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(resident, NpgsqlDbType.Uuid, ct);
            await ItemColumns.WriteAsync(copy, column.Text(values, "resident.household"), ct);
            await ItemColumns.WriteAsync(copy, column.Text(values, "resident.relation"), ct);
        }

        await copy.CompleteAsync(ct);
    }
}

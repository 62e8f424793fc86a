using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A stored finding as the quarantine shows it.</summary>
internal sealed record FoundRow(string File, long Row, string Column, string Rule, string Disposition, string Message)
{
    private const string Sql = """
        select d.file, q.row, q.column_name, q.rule, q.disposition, q.message
        from read.quarantine q
        join read.deliveries d on d.tenant_id = q.tenant_id and d.id = q.delivery_id
        order by d.received_at, d.file, q.row, q.ordinal
        """;

    public static async Task<IReadOnlyList<FoundRow>> AllAsync(TestDatabase database, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<FoundRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(new FoundRow(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5)));
        return rows;
    }
}

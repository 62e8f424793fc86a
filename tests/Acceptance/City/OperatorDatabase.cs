using Npgsql;

namespace ChildLink.Tests.Acceptance.City;

/// <summary>The municipality's database as an operator of the private cluster can open it: as superuser, over the socket.</summary>
public sealed class OperatorDatabase(string connectionString)
{
    /// <summary>Opens the database of a municipality in a home whose cluster runs.</summary>
    public static async Task<OperatorDatabase> OfAsync(Home home, string municipality, CancellationToken ct)
    {
        var status = await home.DoAsync(ct, "status");
        return new OperatorDatabase(new NpgsqlConnectionStringBuilder
        {
            Host = status.GetProperty("database").GetProperty("socket").GetString(),
            Username = "postgres",
            Password = (await File.ReadAllTextAsync(home.At("postgres-password"), ct)).Trim(),
            Database = $"childlink_{municipality}",
            Pooling = false,
        }.ConnectionString);
    }

    /// <summary>Runs a statement and tells how many rows it touched.</summary>
    public async Task<int> RunAsync(string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>First column of every row, as text.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<string>();
        while (await reader.ReadAsync(ct))
            found.Add(reader.GetValue(0).ToString()!);
        return found;
    }
}

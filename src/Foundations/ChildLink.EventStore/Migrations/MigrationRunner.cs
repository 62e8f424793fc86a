using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ChildLink.EventStore.Migrations;

/// <summary>
/// Brings a database to the numbered SQL files embedded in the given assemblies
/// (<c>…Migrations.V001_Name.sql</c>), each in one transaction, once, in order of number.
/// </summary>
/// <remarks>
/// Two processes that start at once serialise on an advisory lock. A file that was applied and has
/// changed since stops the start: migrations are append-only.
/// </remarks>
public sealed class MigrationRunner(NpgsqlDataSource database)
{
    private const long LockKey = 0x43_4C_4D_49_47; // "CLMIG"

    /// <summary>Applies what is missing and answers the names that were applied.</summary>
    /// <exception cref="MigrationChangedException">An applied file differs from the embedded one.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(IEnumerable<Assembly> owners, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await Statement.ExecuteAsync(connection, MigrationSql.Lock, ct, LockKey);
        try
        {
            await Statement.ExecuteAsync(connection, MigrationSql.CreateLedger, ct);
            var applied = await LoadAppliedAsync(connection, ct);
            var done = new List<string>();
            foreach (var script in owners.SelectMany(Scripts).OrderBy(s => s.Name, StringComparer.Ordinal))
            {
                if (applied.TryGetValue(script.Name, out var checksum))
                {
                    if (!string.Equals(checksum, script.Checksum, StringComparison.Ordinal))
                        throw new MigrationChangedException(script.Name);
                    continue;
                }

                await ApplyOneAsync(connection, script, ct);
                done.Add(script.Name);
            }

            return done;
        }
        finally
        {
            await Statement.ExecuteAsync(connection, MigrationSql.Unlock, CancellationToken.None, LockKey);
        }
    }

    private static async Task ApplyOneAsync(NpgsqlConnection connection, Script script, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, script.Sql, ct);
        await Statement.ExecuteAsync(connection, MigrationSql.Record, ct, script.Name, script.Checksum);
        await transaction.CommitAsync(ct);
    }

    private static async Task<Dictionary<string, string>> LoadAppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(MigrationSql.Applied, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
            applied[reader.GetString(0)] = reader.GetString(1);
        return applied;
    }

    private static IEnumerable<Script> Scripts(Assembly owner)
    {
        foreach (var resource in owner.GetManifestResourceNames())
        {
            const string marker = ".Migrations.";
            var at = resource.IndexOf(marker, StringComparison.Ordinal);
            if (at < 0 || !resource.EndsWith(".sql", StringComparison.Ordinal))
                continue;
            using var stream = owner.GetManifestResourceStream(resource)!;
            using var text = new StreamReader(stream, Encoding.UTF8);
            yield return new Script(resource[(at + marker.Length)..^4], text.ReadToEnd());
        }
    }

    private sealed record Script(string Name, string Sql)
    {
        public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }
}

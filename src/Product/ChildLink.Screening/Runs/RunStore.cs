using System.Text.Json;
using System.Text.Json.Serialization;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Screening.Runs;

/// <summary>Stores a run: one event, which says how the results came about, and the results as a projection.</summary>
internal static class RunStore
{
    private const string StreamType = "screening";
    private const string Completed = "screening_completed";

    private const string InsertRun = """
        insert into read.screening_runs (tenant_id, id, plan, difficulty, as_of, started_at, completed_at, children, candidates, seed,
            policy, started_by, items, unreadable, model_id, model_hash, leaking, staged, quasi_identifiers)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18::jsonb, $19)
        """;

    private const string CopyResults = """
        copy read.results (tenant_id, run_id, resident_id, rank, points_tenths, matched_basic, matched_other, candidate, selected_by,
            school_age, age_band, household_size, factors, top_factors, reasons, cells, withheld, log_odds) from stdin (format binary)
        """;

    /// <param name="connection">Inside the caller's transaction.</param>
    /// <param name="log">Log of the municipality.</param>
    /// <param name="run">The run.</param>
    /// <param name="results">Its results.</param>
    /// <param name="ct">Cancels before commit.</param>
    public static async Task SaveAsync(
        NpgsqlConnection connection, EventLog log, ScreeningRun run, IReadOnlyList<ScoredChild> results, CancellationToken ct)
    {
        await Statement.ExecuteAsync(
            connection, InsertRun, ct, log.Tenant, run.Id, run.Plan, run.Difficulty, run.AsOf, run.StartedAt, run.CompletedAt, run.Children,
            run.Candidates, run.Seed, run.Policy, run.StartedBy, run.Items.ToArray(), run.Unreadable.ToArray(), run.Model,
            run.ModelHash, run.Leaking.ToArray(), run.Staged is { } staged ? JsonSerializer.Serialize(staged, RunJson.Default.StagedRun) : null,
            run.QuasiIdentifiers.ToArray());
        await CopyAsync(connection, log.Tenant, run.Id, results, ct);
        var data = JsonSerializer.SerializeToUtf8Bytes(run, RunJson.Default.ScreeningRun);
        var completed = new NewEvent(Guid.CreateVersion7(run.CompletedAt), run.Id, 1, Completed, data, "{}"u8.ToArray());
        await log.AppendAsync(connection, StreamType, [completed], ct);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string tenant, Guid run, IReadOnlyList<ScoredChild> results, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(CopyResults, ct);
        foreach (var result in results)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(tenant, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(run, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(result.Child.Id, NpgsqlDbType.Uuid, ct);
            await WriteAsync(copy, result.Rank, ct);
            await WriteAsync(copy, result.Tenths, ct);
            await WriteAsync(copy, result.MatchedBasic, ct);
            await WriteAsync(copy, result.MatchedOther, ct);
            await copy.WriteAsync(result.SelectedBy is not null, NpgsqlDbType.Boolean, ct);
            await WriteAsync(copy, result.SelectedBy, ct);
            await WriteAsync(copy, result.Child.SchoolAge, ct);
            await WriteAsync(copy, result.AgeBand, ct);
            await WriteAsync(copy, result.Child.HouseholdSize, ct);
            await WriteAsync(copy, result.Factors, ct);
            await WriteAsync(copy, result.TopFactors, ct);
            await WriteAsync(copy, result.Reasons, ct);
            await WriteAsync(copy, result.Cells, ct);
            await copy.WriteAsync(result.Withheld, NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
            await (result.LogOdds is { } micro ? WriteAsync(copy, micro, ct) : copy.WriteNullAsync(ct));
        }

        await copy.CompleteAsync(ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, long number, CancellationToken ct) =>
        copy.WriteAsync(number, NpgsqlDbType.Bigint, ct);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScreeningRun))]
[JsonSerializable(typeof(StagedRun))]
internal sealed partial class RunJson : JsonSerializerContext;

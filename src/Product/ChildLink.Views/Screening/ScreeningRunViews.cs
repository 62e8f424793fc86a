using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Screening.Runs;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Screening;

/// <summary>Screening runs: plan, day, counts. No child stands in them.</summary>
public sealed class ScreeningRunViews(NpgsqlDataSource database, string tenant)
{
    private const string Columns =
        "id, plan, difficulty, as_of, started_at, completed_at, children, candidates, seed, policy, started_by, items, unreadable, model_id, model_hash, leaking, staged::text";

    private const string All = $"""
        select {Columns} from read.screening_runs where tenant_id = $1 order by completed_at desc, id limit 200
        """;

    private const string Some = $"select {Columns} from read.screening_runs where tenant_id = $1 and id = any($2)";

    private const string Known = "select true from read.screening_runs where tenant_id = $1 and id = $2";

    private const string LatestRun = """
        select id from read.screening_runs where tenant_id = $1 and ($2 = '' or plan = $2) order by completed_at desc, id limit 1
        """;

    /// <summary>Writes the latest 200 runs, newest first.</summary>
    public async Task WriteAllAsync(DisclosureScope scope, CancellationToken ct)
    {
        scope.Json.WriteStartObject();
        scope.Json.WriteStartArray("items");
        foreach (var run in await AllAsync(ct))
            WriteRun(scope, run);
        scope.Json.WriteEndArray();
        scope.Json.WriteEndObject();
    }

    /// <summary>Writes one run.</summary>
    public async Task<ViewOutcome> WriteOneAsync(DisclosureScope scope, Guid run, CancellationToken ct)
    {
        if ((await OfAsync([run], ct)).SingleOrDefault() is not { } found)
            return new ViewOutcome.NotFound();
        WriteRun(scope, found);
        return new ViewOutcome.Written();
    }

    /// <summary>The latest 200 runs, newest first.</summary>
    public Task<IReadOnlyList<ShownRun>> AllAsync(CancellationToken ct) => ReadAsync(All, [tenant], ct);

    /// <summary>Those of some runs that there are, in no order.</summary>
    public Task<IReadOnlyList<ShownRun>> OfAsync(Guid[] runs, CancellationToken ct) => ReadAsync(Some, [tenant, runs], ct);

    /// <summary>Whether there is such a run.</summary>
    public async Task<bool> ExistsAsync(Guid run, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, Known, tenant, run);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await new RowReader(reader).ReadAsync(ct);
    }

    /// <summary>The latest run, of one plan or of any; null before the first.</summary>
    public async Task<Guid?> LatestAsync(string? plan, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, LatestRun, tenant, plan ?? "");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicUuid(0) : null;
    }

    private async Task<IReadOnlyList<ShownRun>> ReadAsync(string sql, object[] values, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var runs = new List<ShownRun>();
        while (await rows.ReadAsync(ct))
        {
            runs.Add(new ShownRun(
                rows.PublicUuid(0), rows.PublicText(1), rows.PublicText(2), rows.PublicDate(3), rows.PublicInstant(4), rows.PublicInstant(5),
                rows.PublicLong(6), rows.PublicLong(7), rows.PublicLong(8), rows.PublicText(9), rows.PublicText(10), rows.PublicTexts(11),
                rows.PublicTexts(12), rows.PublicUuidOrNull(13), rows.PublicTextOrNull(14), rows.PublicTexts(15),
                rows.PublicTextOrNull(16) is { } staged ? StagedRun.Parse(staged) : null));
        }

        return runs;
    }

    private static void WriteRun(DisclosureScope scope, ShownRun run)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("id", run.Id);
        json.WriteString("plan", run.Plan);
        json.WriteString("difficulty", run.Difficulty);
        json.WriteString("asOf", run.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("startedAt", run.StartedAt);
        json.WriteString("completedAt", run.CompletedAt);
        json.WriteNumber("children", run.Children);
        json.WriteNumber("candidates", run.Candidates);
        json.WriteNumber("seed", run.Seed);
        json.WriteString("policy", run.Policy);
        json.WriteString("startedBy", run.StartedBy);
        WriteTexts(json, "items", run.Items);
        WriteTexts(json, "unreadableProvisions", run.UnreadableProvisions);
        if (run.Model is { } model)
            json.WriteString("model", model);
        else
            json.WriteNull("model");
        json.WriteString("modelHash", run.ModelHash);
        WriteTexts(json, "leakingItems", run.LeakingItems);
        json.WriteBoolean("shareable", run.Shareable);
        WriteStaged(json, run.Staged);
        json.WriteEndObject();
    }

    private static void WriteStaged(System.Text.Json.Utf8JsonWriter json, StagedRun? staged)
    {
        if (staged is null)
        {
            json.WriteNull("staged");
            return;
        }

        json.WriteStartObject("staged");
        json.WriteNumber("screened", staged.Screened);
        json.WriteNumber("flagged", staged.Flagged);
        json.WriteStartArray("records");
        foreach (var records in staged.Records)
        {
            json.WriteStartObject();
            json.WriteString("provision", records.Provision);
            json.WriteNumber("read", records.Read);
            json.WriteNumber("notRead", records.NotRead);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(System.Text.Json.Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

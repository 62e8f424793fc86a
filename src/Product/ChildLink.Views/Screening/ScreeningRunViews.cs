using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Screening;

/// <summary>Screening runs: plan, day, counts. No child stands in them.</summary>
public sealed class ScreeningRunViews(NpgsqlDataSource database, string tenant)
{
    private const string Columns =
        "id, plan, difficulty, as_of, started_at, completed_at, children, candidates, seed, policy, started_by, items, unreadable, model_id, model_hash, leaking";

    private const string All = $"""
        select {Columns} from read.screening_runs where tenant_id = $1 order by completed_at desc, id limit 200
        """;

    private const string One = $"select {Columns} from read.screening_runs where tenant_id = $1 and id = $2";

    private const string Known = "select true from read.screening_runs where tenant_id = $1 and id = $2";

    private const string LatestRun = """
        select id from read.screening_runs where tenant_id = $1 and ($2 = '' or plan = $2) order by completed_at desc, id limit 1
        """;

    /// <summary>Writes the latest 200 runs, newest first.</summary>
    public async Task WriteAllAsync(DisclosureScope scope, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, All, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        scope.Json.WriteStartObject();
        scope.Json.WriteStartArray("items");
        while (await rows.ReadAsync(ct))
            WriteRun(scope, rows);
        scope.Json.WriteEndArray();
        scope.Json.WriteEndObject();
    }

    /// <summary>Writes one run.</summary>
    public async Task<ViewOutcome> WriteOneAsync(DisclosureScope scope, Guid run, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, One, tenant, run);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        if (!await rows.ReadAsync(ct))
            return new ViewOutcome.NotFound();
        WriteRun(scope, rows);
        return new ViewOutcome.Written();
    }

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

    private static void WriteRun(DisclosureScope scope, RowReader rows)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("id", rows.PublicUuid(0));
        json.WriteString("plan", rows.PublicText(1));
        json.WriteString("difficulty", rows.PublicText(2));
        json.WriteString("asOf", rows.PublicDate(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("startedAt", rows.PublicInstant(4));
        json.WriteString("completedAt", rows.PublicInstant(5));
        json.WriteNumber("children", rows.PublicLong(6));
        json.WriteNumber("candidates", rows.PublicLong(7));
        json.WriteNumber("seed", rows.PublicLong(8));
        json.WriteString("policy", rows.PublicText(9));
        json.WriteString("startedBy", rows.PublicText(10));
        WriteTexts(json, "items", rows.PublicTexts(11));
        WriteTexts(json, "unreadableProvisions", rows.PublicTexts(12));
        if (rows.PublicUuidOrNull(13) is { } model)
            json.WriteString("model", model);
        else
            json.WriteNull("model");
        json.WriteString("modelHash", rows.PublicTextOrNull(14));
        var leaking = rows.PublicTexts(15);
        WriteTexts(json, "leakingItems", leaking);
        json.WriteBoolean("shareable", leaking.Length == 0);
        json.WriteEndObject();
    }

    private static void WriteTexts(System.Text.Json.Utf8JsonWriter json, string name, string[] texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Screening.Training;

/// <summary>Trained models of a municipality: one event and one row each. They hold no child.</summary>
public sealed class ModelStore(NpgsqlDataSource database, string tenant)
{
    private const string StreamType = "model";
    private const string Trained = "model_trained";

    private const string Columns = """
        id, plan, difficulty, plan_hash, policy, status, cause, seed, items_on, labels_from, labels_until, trained_at, trained_by, children,
        positives, negatives, unlabelled, missing_positives, missing_negatives, leaking, unreadable, model_hash, document, lineage, evaluation
        """;

    private const string Insert = $"""
        insert into read.models (tenant_id, {Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
        """;

    private const string All = $"select {Columns} from read.models where tenant_id = $1 order by trained_at desc, id limit 200";

    private const string One = $"select {Columns} from read.models where tenant_id = $1 and id = $2";

    // A training on labels up to an earlier day (a back-test) never takes the place of one that knows more.
    private const string LatestOfPlan = $"""
        select {Columns} from read.models where tenant_id = $1 and plan = $2
        order by labels_until desc, trained_at desc, id limit 1
        """;

    /// <summary>The latest 200 trainings, newest first.</summary>
    public async Task<IReadOnlyList<StoredModel>> AllAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ReadAsync(connection, All, ct, tenant);
    }

    /// <summary>One training, or null.</summary>
    public async Task<StoredModel?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FindAsync(connection, tenant, id, ct);
    }

    /// <summary>The training of a plan with the latest labels, and of several the newest, whatever came of it; or null.</summary>
    internal static async Task<StoredModel?> LatestAsync(NpgsqlConnection connection, string tenant, string plan, CancellationToken ct) =>
        (await ReadAsync(connection, LatestOfPlan, ct, tenant, plan)).SingleOrDefault();

    /// <summary>One training, or null, on the caller's connection.</summary>
    internal static async Task<StoredModel?> FindAsync(NpgsqlConnection connection, string tenant, Guid id, CancellationToken ct) =>
        (await ReadAsync(connection, One, ct, tenant, id)).SingleOrDefault();

    /// <summary>Stores a training inside the caller's transaction.</summary>
    internal static async Task SaveAsync(NpgsqlConnection connection, EventLog log, StoredModel model, CancellationToken ct)
    {
        var r = model.Record;
        await Statement.ExecuteAsync(
            connection, Insert, ct, log.Tenant, r.Id, r.Plan, r.Difficulty, r.PlanHash, r.Policy, ModelWords.Of(r.Status), r.Cause, r.Seed,
            r.ItemsOn, r.LabelsFrom, r.LabelsUntil, r.TrainedAt, r.TrainedBy, r.Children,
            (long)r.Labels.Positives, (long)r.Labels.Negatives, (long)r.Labels.None, (long)r.Labels.MissingPositives, (long)r.Labels.MissingNegatives,
            r.Leaking.ToArray(), r.Unreadable.ToArray(), r.ModelHash, model.Document, model.Lineage, model.Evaluation);
        var data = JsonSerializer.SerializeToUtf8Bytes(model, ModelJson.Default.StoredModel);
        var trained = new NewEvent(Guid.CreateVersion7(r.TrainedAt), r.Id, 1, Trained, data, "{}"u8.ToArray());
        await log.AppendAsync(connection, StreamType, [trained], ct);
    }

    private static async Task<IReadOnlyList<StoredModel>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var models = new List<StoredModel>();
        while (await rows.ReadAsync(ct))
            models.Add(Read(rows));
        return models;
    }

    private static StoredModel Read(RowReader r) => new(
        new ModelRecord(
            r.PublicUuid(0), r.PublicText(1), r.PublicText(2), r.PublicText(3), r.PublicText(4), ModelWords.StatusOf(r.PublicText(5)), r.PublicTextOrNull(6),
            r.PublicLong(7), r.PublicDate(8), r.PublicDateOrNull(9), r.PublicDate(10), r.PublicInstant(11), r.PublicText(12), r.PublicLong(13),
            new LabelCounts((int)r.PublicLong(14), (int)r.PublicLong(15), (int)r.PublicLong(16), (int)r.PublicLong(17), (int)r.PublicLong(18)),
            r.PublicTexts(19), r.PublicTexts(20), r.PublicTextOrNull(21)),
        r.PublicTextOrNull(22), r.PublicText(23), r.PublicTextOrNull(24));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredModel))]
internal sealed partial class ModelJson : JsonSerializerContext;

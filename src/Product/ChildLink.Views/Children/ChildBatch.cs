using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Views.Children;

/// <summary>The statements of one question in one round trip; for rows of a run the run itself is looked up first.</summary>
internal sealed class ChildBatch : IAsyncDisposable
{
    private const string Run = "select id from read.screening_runs where tenant_id = $1 and id = $2";

    private readonly NpgsqlBatch batch;
    private readonly string tenant;
    private readonly Caller caller;
    private readonly ChildPlan plan;
    private readonly DateTimeOffset now;
    private readonly DateTimeOffset freshSince;

    public ChildBatch(
        NpgsqlConnection connection, string tenant, Caller caller, ChildPlan plan, int protectionListMaxAgeDays, DateTimeOffset now)
    {
        batch = connection.CreateBatch();
        this.tenant = tenant;
        this.caller = caller;
        this.plan = plan;
        this.now = now.ToUniversalTime();
        freshSince = this.now.AddDays(-protectionListMaxAgeDays);
        if (plan.OfRun)
            Add(Run, Text(tenant), Uuid(caller.Context!.Id));
    }

    public void AddPage(ChildQuestion question, ChildQuery query, PagePosition? position)
    {
        Add(plan.PageSql(question.Shape), [
            .. Common(), .. Filters(query), new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = query.Size + 1 },
            Text(position?.Key), Uuid(position?.Subject)]);
        if (query.Count)
            Add(ChildSql.Count(plan, question.Shape), [.. Common(), .. Filters(query)]);
    }

    public void AddGroups() => Add(ChildSql.Groups(plan), Common());

    public void AddOne(Guid child) => Add(ChildSql.One(plan), [.. Common(), Uuid(child)]);

    /// <summary>The households of children, for a plan about its members.</summary>
    public void AddHousehold(ChildPlan members, Guid[] children) => Add(ChildSql.Household(members), [.. Common(), Uuids(children)]);

    /// <summary>The households of children over time, as the register's provisions say.</summary>
    public void AddHouseholdPeriods(ChildPlan periods, Guid[] children, string[] register) => Add(
        ChildSql.HouseholdPeriods(periods), [.. Common(), Uuids(children), new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = register }]);

    /// <summary>The years at school of children.</summary>
    public void AddEnrolments(ChildPlan years, Guid[] children) => Add(ChildSql.Enrolments(years), [.. Common(), Uuids(children)]);

    /// <summary>Who entered or left between the other run and the run of the context.</summary>
    public void AddDifferences(RunDifferenceQuery query, PagePosition? position)
    {
        Add(RunDifferenceSql.Counts, [.. Common(), Uuid(query.Before)]);
        Add(RunDifferenceSql.Page(plan, query.Change, position is not null), [
            .. Common(), Uuid(query.Before), new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = query.Size + 1 }, Text(position?.Key), Uuid(position?.Subject),
            new() { NpgsqlDbType = NpgsqlDbType.Boolean, Value = plan.Rows == RowScope.RunPopulation }]);
    }

    public async Task<NpgsqlDataReader> ExecuteAsync(CancellationToken ct) => await batch.ExecuteReaderAsync(ct);

    /// <summary>Reads the look-up of the run, if there is one, and moves on to the rows; false when the run is not there.</summary>
    public async Task<bool> FindsContextAsync(RowReader rows, CancellationToken ct) =>
        !plan.OfRun || (await rows.ReadAsync(ct) && await rows.NextResultAsync(ct));

    public ValueTask DisposeAsync() => batch.DisposeAsync();

    private NpgsqlParameter[] Common() =>
    [
        Text(tenant),
        plan.OfRun ? Uuid(caller.Context!.Id) : Text(caller.Institution),
        Day(JapanDay.Of(now)),
        new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = now },
        new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = freshSince },
    ];

    private static NpgsqlParameter[] Filters(ChildQuery query) =>
    [
        Text(query.Grade), Text(query.Class), Text(query.School), Text(query.Kana?.From), Text(query.Kana?.Below), Day(query.Born?.From), Day(query.Born?.To),
    ];

    private void Add(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Text(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Day(DateOnly? value) => new() { NpgsqlDbType = NpgsqlDbType.Date, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Uuid(Guid? value) => new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Uuids(Guid[] values) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = values };
}

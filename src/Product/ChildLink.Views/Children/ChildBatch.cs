using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Narrowing;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Views.Children;

/// <summary>
/// The statements of one question in one round trip. In front stand those that decide whether there is an answer at all: the
/// assignments of the caller where they are to be confirmed, and the context. A case and a conference are always looked up, because
/// what matters is their state; a run only where rows would not tell that it is there.
/// </summary>
internal sealed class ChildBatch : IAsyncDisposable
{
    private const string Run = "select id from read.screening_runs where tenant_id = $1 and id = $2";

    private const string OpenCase = "select case_id from read.cases where tenant_id = $1 and case_id = $2 and closed_at is null";

    private const string Conference = "select conference_id from read.conferences where tenant_id = $1 and conference_id = $2 and state <> 'cancelled'";

    /// <summary>An emergency opens a household for the one who opened it, while it lasts.</summary>
    private const string Emergency = """
        select id from read.emergencies
        where tenant_id = $1 and id = $2 and issuer = $3 and person = $4 and ended_at is null and $5 < until
        """;

    private readonly NpgsqlBatch batch;
    private readonly string tenant;
    private readonly Caller caller;
    private readonly ChildPlan plan;
    private readonly DateTimeOffset now;
    private readonly DateTimeOffset freshSince;
    private readonly Standing? standing;
    private bool looksForContext;

    public ChildBatch(
        NpgsqlConnection connection, string tenant, DisclosureScope scope, ChildPlan plan, int protectionListMaxAgeDays, DateTimeOffset now)
    {
        batch = connection.CreateBatch();
        this.tenant = tenant;
        caller = scope.Caller;
        this.plan = plan;
        this.now = now.ToUniversalTime();
        freshSince = this.now.AddDays(-protectionListMaxAgeDays);
        standing = scope.Unconfirmed;
        standing?.AskIn(batch);
        if (!plan.OfRun)
            AddContext();
    }

    /// <summary>Looks the context up in front of the rows, where the question has one.</summary>
    public void AddContext()
    {
        if (looksForContext || ContextSql() is not { } look)
            return;
        looksForContext = true;
        Add(look, plan.OfEmergency
            ? [Text(tenant), Uuid(caller.Context!.Id), Text(caller.Identity.Issuer), Text(caller.Identity.Person), Instant(now)]
            : [Text(tenant), Uuid(caller.Context!.Id)]);
    }

    public void AddPage(ChildQuestion question, ChildQuery query, PagePosition? position)
    {
        Add(plan.PageSql(question.Shape), [
            .. Common(), .. Filters(query), new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = query.Size + 1 },
            Text(position?.Key), Uuid(position?.Subject), .. query.Narrowing?.Parameters() ?? []]);
        if (query.Count && query.Narrowing is { } narrowing)
            Add(ChildSql.Count(plan, question.Shape), [.. Common(), .. Filters(query), Text(null), Text(null), Text(null), .. narrowing.Parameters()]);
        else if (query.Count)
            Add(ChildSql.Count(plan, question.Shape), [.. Common(), .. Filters(query)]);
    }

    public void AddGroups()
    {
        // Without columns there is one group, be it of nobody.
        AddContext();
        Add(ChildSql.Groups(plan), Common());
    }

    public void AddOne(Guid child) => Add(ChildSql.One(plan), [.. Common(), Uuid(child)]);

    public void AddSeveral(Guid[] children) => Add(ChildSql.Several(plan), [.. Common(), Uuids(children)]);

    /// <summary>The households of children, for a plan about its members.</summary>
    public void AddHousehold(ChildPlan members, Guid[] children) => Add(ChildSql.Household(members), [.. Common(), Uuids(children)]);

    /// <summary>The households of children over time, as the register's provisions say.</summary>
    public void AddHouseholdPeriods(ChildPlan periods, Guid[] children, string[] register) => Add(
        ChildSql.HouseholdPeriods(periods), [.. Common(), Uuids(children), new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = register }]);

    /// <summary>The years at school of children.</summary>
    public void AddEnrolments(ChildPlan years, Guid[] children) => Add(ChildSql.Enrolments(years), [.. Common(), Uuids(children)]);

    /// <summary>A list of the narrower's card.</summary>
    public void AddAround(ChildPlan rows, CardPart part, Guid[] children) => Add(ChildSql.Around(rows, part), [.. Common(), Uuids(children)]);

    /// <summary>A list of everybody who stands in it, of one form or of all.</summary>
    public void AddWhole(ChildPlan rows, CardPart part, string? form) => Add(ChildSql.Whole(rows, part), [.. Common(), Text(form)]);

    /// <summary>Whom the rows of such a list are about.</summary>
    public void AddWholeChildren(ChildPlan rows, CardPart part, string? form) => Add(ChildSql.WholeChildren(rows, part), [.. Common(), Text(form)]);

    /// <summary>Who entered or left between the other run and the run of the context.</summary>
    public void AddDifferences(RunDifferenceQuery query, PagePosition? position)
    {
        AddContext();
        Add(RunDifferenceSql.Counts, [.. Common(), Uuid(query.Before)]);
        Add(RunDifferenceSql.Page(plan, query.Change, position is not null), [
            .. Common(), Uuid(query.Before), new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = query.Size + 1 }, Text(position?.Key), Uuid(position?.Subject),
            new() { NpgsqlDbType = NpgsqlDbType.Boolean, Value = plan.Rows == RowScope.RunPopulation }]);
    }

    public async Task<NpgsqlDataReader> ExecuteAsync(CancellationToken ct) => await batch.ExecuteReaderAsync(ct);

    /// <summary>Reads what stands in front and moves on to the rows.</summary>
    /// <returns>Whether the context is there; null where no row came and it was not looked up.</returns>
    /// <exception cref="StandingMovedException">The caller must be admitted anew.</exception>
    public async Task<bool?> FindsContextAsync(RowReader rows, CancellationToken ct)
    {
        if (standing is not null)
        {
            await standing.ConfirmAsync(rows, ct);
            await rows.NextResultAsync(ct);
        }

        if (looksForContext)
            return await rows.ReadAsync(ct) && await rows.NextResultAsync(ct);
        return ContextSql() is null || rows.HasRows ? true : null;
    }

    public ValueTask DisposeAsync() => batch.DisposeAsync();

    private string? ContextSql() => plan.OfRun ? Run : plan.ContextKind switch
    {
        null => null,
        AccessKind.Case => OpenCase,
        AccessKind.Conference => Conference,
        AccessKind.Emergency => Emergency,
        var kind => throw new InvalidOperationException($"No rows for the context {kind}."),
    };

    /// <summary>$2: the run, case or conference; else the institution, or whose cases they are.</summary>
    private NpgsqlParameter Scope() =>
        plan.OfRun || plan.ContextKind is not null ? Uuid(caller.Context!.Id) : plan.OfCases ? Text(caller.Identity.Person)
            : new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = new[] { caller.Institution, caller.Identity.Person } };

    private NpgsqlParameter[] Common() =>
    [
        Text(tenant),
        Scope(),
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
        var without = caller.BlockedChildren.IsEmpty ? null : ChildSql.WithoutConflicts(sql, parameters.Length + 1);
        var command = new NpgsqlBatchCommand(without ?? sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        if (without is not null)
            command.Parameters.Add(Uuids([.. caller.BlockedChildren.Children]));
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Text(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Day(DateOnly? value) => new() { NpgsqlDbType = NpgsqlDbType.Date, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Instant(DateTimeOffset value) => new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = value };

    private static NpgsqlParameter Uuid(Guid? value) => new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Uuids(Guid[] values) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = values };
}

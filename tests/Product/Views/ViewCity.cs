using System.Text;
using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Tests.Product.Database;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Tests.Product.Views;

/// <summary>A city with a handful of planted children and one run, written straight into the read models.</summary>
internal sealed class ViewCity : IAsyncDisposable
{
    public const string Tenant = "152242";

    private ViewCity(TestCity city)
    {
        City = city;
        Views = new ChildViews(city.Database.Source, city.Policy, city.Keys, city.City, city.Time);
        Dossiers = new DossierViews(city.Database.Source, city.Policy, city.Keys, city.City, city.Time);
        Differences = new RunDifferenceViews(city.Database.Source, city.Policy, city.Keys, city.City, city.Time);
    }

    public TestCity City { get; }

    public ChildViews Views { get; }

    public DossierViews Dossiers { get; }

    public RunDifferenceViews Differences { get; }

    public Guid Run { get; } = Guid.NewGuid();

    public AccessContext RunContext => new("run", Run);

    public Caller Narrower => City.Caller("narrower", "narrowing", context: RunContext);

    public Caller Analyst => City.Caller("analyst", "screening", context: RunContext);

    public Caller Steward => City.Caller("steward", "share-decision", context: RunContext);

    public Caller SchoolOf(string code) => City.Caller("user-entity", "child-support", institution: code);

    public static async Task<ViewCity> CreateAsync(CancellationToken ct)
    {
        var made = new ViewCity(await TestCity.CreateAsync(ct));
        await made.AddRunAsync(made.Run, ct);
        await made.RunAsync(
            "insert into vault.protection_lists (tenant_id, provision, received_at, complete) values ($1, 'address-protection-list', $2, true)",
            ct, Tenant, made.City.Time.GetUtcNow());
        return made;
    }

    public Task AddRunAsync(Guid run, CancellationToken ct, string plan = "nobeoka-count") => RunAsync("""
        insert into read.screening_runs (tenant_id, id, plan, difficulty, as_of, started_at, completed_at, children, candidates, seed, policy, started_by, items, unreadable)
        values ($1, $2, $3, 'any', '2025-01-10', now(), now(), 0, 0, 1, 'hash', 'test', '{F01,F07}', '{}')
        """, ct, Tenant, run, plan);

    /// <summary>Plants the result of a child in another run.</summary>
    public Task AddResultAsync(Guid run, Guid child, int rank, long tenths, bool candidate, string cells, CancellationToken ct) => RunAsync("""
        insert into read.results (tenant_id, run_id, resident_id, rank, points_tenths, matched_basic, matched_other, candidate,
            selected_by, school_age, age_band, household_size, factors, top_factors, reasons, cells)
        values ($1, $2, $3, $4, $5, 2, 1, $6, 'basic>=4', 8, '6-8', 4, '[]', '[]', '[]', $7)
        """, ct, Tenant, run, child, (long)rank, tenths, candidate, cells);

    /// <summary>Plants an adult.</summary>
    public Task AddAdultAsync(int number, string household, CancellationToken ct, DateOnly? movedOut = null) => RunAsync("""
        insert into vault.residents (tenant_id, resident_id, resident_code, name, kana, birth_date, sex, household_number, relation, address, moved_out_on)
        values ($1, $2, $3, $4, $5, '1985-02-03', '2', $6, '妻', $7, $8)
        """, ct, Tenant, Guid.NewGuid(), $"000000{number:0000}", Name(number), Kana(number), household, Address(number), movedOut);

    /// <summary>Plants a child whose every value carries its number, so that a leak can be searched for.</summary>
    public async Task<Guid> AddChildAsync(
        int number, CancellationToken ct, string? school = "1001", string grade = "3", bool candidate = true, bool inRun = true,
        bool isProtected = false, DateOnly? movedOut = null, string? kana = null, string? household = null)
    {
        var id = Guid.NewGuid();
        await RunAsync("""
            insert into vault.residents (tenant_id, resident_id, resident_code, name, kana, birth_date, sex, household_number, address,
                moved_out_on, protected, school_code, school_name, grade, class)
            values ($1, $2, $3, $4, $5, '2016-05-05', '1', $6, $7, $8, $9, $10, $11, $12, '1')
            """, ct, Tenant, id, $"000000{number:0000}", Name(number), kana ?? Kana(number), household ?? $"H{number}", Address(number), movedOut, isProtected,
            school, school is null ? null : $"学校{school}", grade);
        if (inRun)
        {
            await RunAsync("""
                insert into read.results (tenant_id, run_id, resident_id, rank, points_tenths, matched_basic, matched_other, candidate,
                    selected_by, school_age, age_band, household_size, factors, top_factors, reasons, cells)
                values ($1, $2, $3, $4, $5, 2, 1, $6, 'basic>=4', 8, '6-8', 4, $7, $7, $8, '{"F01":"8","F07":"12"}')
                """, ct, Tenant, Run, id, (long)number, 26L, candidate,
                $$"""[{"item":"F07","value":{{Raw(number)}},"points":1.0}]""", $$"""[{"category":"family","ja":"家庭{{number}}"}]""");
        }

        return id;
    }

    public Task ShareAsync(Guid child, string institution, bool points, CancellationToken ct, bool measures = false) => RunAsync("""
        insert into read.shares (tenant_id, id, resident_id, run_id, institution, points, measures, reason, valid_from, valid_until, created_by)
        values ($1, $2, $3, $4, $5, $6, $9, 'test', $7, $8, 'test')
        """, ct, Tenant, Guid.NewGuid(), child, Run, institution, points, City.Time.GetUtcNow().AddDays(-1), City.Time.GetUtcNow().AddDays(30), measures);

    /// <summary>The list as a caller gets it: outcome, and the bytes that left.</summary>
    public async Task<(ViewOutcome Outcome, string Body)> ListAsync(Caller caller, ChildQuery query, CancellationToken ct)
    {
        using var scope = City.Gateway.Open(caller, "GET /v1/children", Guid.NewGuid());
        var outcome = await Views.WritePageAsync(scope, query, ct);
        return (outcome, outcome is ViewOutcome.Written ? Encoding.UTF8.GetString((await scope.ReleaseAsync(ct)).Span) : "");
    }

    /// <summary>One document about one child.</summary>
    public async Task<(ViewOutcome Outcome, string Body)> OneAsync(Caller caller, ChildDocument document, string child, CancellationToken ct)
    {
        using var scope = City.Gateway.Open(caller, "GET /v1/children/{id}", Guid.NewGuid());
        var outcome = await Views.WriteOneAsync(scope, document, child, ct);
        return (outcome, outcome is ViewOutcome.Written ? Encoding.UTF8.GetString((await scope.ReleaseAsync(ct)).Span) : "");
    }

    /// <summary>Any other answer: outcome, and the bytes that left.</summary>
    public async Task<(ViewOutcome Outcome, string Body)> AnswerAsync(
        Caller caller, Func<DisclosureScope, Task<ViewOutcome>> write, CancellationToken ct)
    {
        using var scope = City.Gateway.Open(caller, "test", Guid.NewGuid());
        var outcome = await write(scope);
        return (outcome, outcome is ViewOutcome.Written ? Encoding.UTF8.GetString((await scope.ReleaseAsync(ct)).Span) : "");
    }

    public static string Name(int number) => $"印名{number}号";

    public static string Kana(int number) => $"シルシ{number:0000}";

    public static string Address(int number) => $"印町{number}番地";

    public static int Raw(int number) => 770_000 + number;

    public static JsonElement[] Items(string body) => [.. JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray()];

    public async Task RunAsync(string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = City.Database.Source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(ct);
    }

    public ValueTask DisposeAsync() => City.DisposeAsync();
}

using ChildLink.Api.Composition;
using ChildLink.Benchmarks.Setting;
using ChildLink.Privacy.Access;
using ChildLink.Views.Narrowing;
using Npgsql;

namespace ChildLink.Benchmarks.Views;

/// <summary>A city whose read models were written straight by SQL: children with names as unevenly spread as names are, and one run.</summary>
internal sealed class PlantedCity : IAsyncDisposable
{
    private const int PupilsOfASchool = 500;
    private const int FamilyNames = 1000;

    /// <summary>Three syllables; the square of an even draw gives the most frequent name 3 in 100.</summary>
    private const string Residents = """
        insert into vault.residents (tenant_id, resident_id, resident_code, name, kana, birth_date, sex, household_number, address, school_code, school_name, grade, class)
        select '152242', gen_random_uuid(), lpad(i::text, 10, '0'), '氏名' || i,
               translate(lpad(floor(1000 * power(random(), 2))::int::text, 3, '0'), '0123456789', 'サトウスキカナヤマイ') || ' '
                 || translate(floor(random() * 100000)::int::text, '0123456789', 'アイエナハルミユマコ'),
               date '2010-04-02' + (i % 3650), (1 + i % 2)::text, 'H' || (i / 2), '市内' || i || '番地',
               (1001 + i / $2)::text, '学校' || (1001 + i / $2), (1 + i % 6)::text, (1 + i % 3)::text
        from generate_series(0, $1 - 1) i
        """;

    private const string OneRun = """
        insert into read.screening_runs (tenant_id, id, plan, difficulty, as_of, started_at, completed_at, children, candidates, seed, policy, started_by, items, unreadable)
        values ('152242', $1, 'beppu-top', 'any', '2025-01-10', now(), now(), $2, $2 * 3 / 100, 1, 'bench', 'bench', '{F01}', '{}')
        """;

    /// <summary>Factors stand as a run writes them.</summary>
    private const string Results = """
        insert into read.results (tenant_id, run_id, resident_id, rank, points_tenths, matched_basic, matched_other, candidate, selected_by,
            school_age, age_band, household_size, factors, top_factors, reasons, cells)
        select tenant_id, $1, resident_id, row_number() over (order by md5(resident_code)), 26, 2, 1, row_number() over (order by md5(resident_code)) <= $2 * 3 / 100,
            'basic>=4', 8, '6-8', 4, factors, factors, '[{"category":"family","ja":"家庭の状況","en":"Family"}]', '{"F01":"8"}'
        from vault.residents,
            (select '[' || string_agg('{"item":"F0' || n || '","name":{"ja":"項目","en":"Item"},"state":"known","value":' || n
                || ',"band":null,"condition":"basic","met":true,"points":1.0}', ',') || ']' as factors from generate_series(1, 5) n) f
        """;

    private readonly BenchCluster cluster;
    private readonly BenchCity city;
    private readonly int children;
    private Caller school = null!;

    private PlantedCity(BenchCluster cluster, Municipality municipality, int children)
    {
        this.cluster = cluster;
        this.children = children;
        Municipality = municipality;
        city = new BenchCity(municipality);
    }

    public Municipality Municipality { get; }

    /// <summary>Home folder of the cluster.</summary>
    public string Home => cluster.Home;

    /// <summary>The only run.</summary>
    public Guid Run { get; private set; }

    /// <summary>Processor time of the database so far.</summary>
    public TimeSpan DatabaseTime() => cluster.ProcessorTime();

    /// <summary>A token of somebody who sees the candidates.</summary>
    public Task<string> NarrowerTokenAsync(CancellationToken ct) => city.TokenAsync("narrower", "narrowing", ct);

    /// <summary>Sees the candidates: three in a hundred.</summary>
    public Caller Narrower { get; private set; } = null!;

    /// <summary>Leaves candidates by a narrowing rule that looks at runs, council and cases.</summary>
    public NarrowingFilter? ByRule { get; private set; }

    /// <summary>Writes the read models, then does what autovacuum does within minutes in daily life.</summary>
    public static async Task<PlantedCity> CreateAsync(int children, CancellationToken ct)
    {
        var cluster = await BenchCluster.CreateAsync(ct);
        var made = new PlantedCity(cluster, await BenchCluster.OpenAsync(cluster.Home, ct), children);
        var run = Guid.CreateVersion7();
        await using (var owner = NpgsqlDataSource.Create(made.Municipality.Place.ConnectionString))
        {
            await DoAsync(owner, "select setseed(0.5)", ct);
            await DoAsync(owner, Residents, ct, children, PupilsOfASchool);
            await DoAsync(owner, OneRun, ct, run, (long)children);
            await DoAsync(owner, Results, ct, run, (long)children);
            await DoAsync(owner, "insert into vault.protection_lists (tenant_id, provision, received_at, complete) values ('152242', 'bench', now(), true)", ct);
            await DoAsync(owner, "vacuum analyze", ct);
        }

        made.Run = run;
        made.Narrower = await made.city.CallerAsync("narrower", "narrowing", ct) with { Context = new AccessContext("run", run) };
        (made.ByRule, _) = await made.Municipality.Narrowings.PrepareAsync(made.Narrower, "newly-found", NarrowingLists.Newest, null, ct);
        made.school = await made.city.CallerAsync("user-entity", "child-support", ct, institution: "1001");
        return made;
    }

    /// <summary>One of the schools.</summary>
    public Caller SchoolOf(Random random) =>
        school with { Institution = (1001 + random.Next(children / PupilsOfASchool)).ToString(System.Globalization.CultureInfo.InvariantCulture) };

    /// <summary>A family name, as frequent as in the city.</summary>
    public static string FamilyName(Random random)
    {
        var number = (int)(FamilyNames * Math.Pow(random.NextDouble(), 2));
        return string.Concat($"{number:000}".Select(digit => "サトウスキカナヤマイ"[digit - '0']));
    }

    public async ValueTask DisposeAsync()
    {
        await Municipality.DisposeAsync();
        await cluster.DisposeAsync();
    }

    private static async Task DoAsync(NpgsqlDataSource owner, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = owner.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }
}

using System.Runtime.Versioning;

namespace ChildLink.Tests.Product.Commands;

[SupportedOSPlatform("linux")]
public sealed class DemoTests
{
    private const string City = "999997";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_runs_twice_and_the_second_time_finds_everything_done()
    {
        await using var home = new CommandHome();

        var first = await home.DoAsync("demo", "--no-serve", "--children", "200");
        var second = await home.DoAsync("demo", "--no-serve", "--children", "200");

        first.GetProperty("requests").GetArrayLength().ShouldBe(5);
        first.GetProperty("child").GetString().ShouldNotBeNull();
        second.GetProperty("run").GetString().ShouldBe(first.GetProperty("run").GetString());
        second.GetProperty("child").GetString().ShouldBe(first.GetProperty("child").GetString());
        second.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("result").GetString()).ShouldContain("nothing new");
        (await home.DoAsync("log", "verify", "--municipality", City)).GetProperty("entries").GetInt64().ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Demo_goes_on_without_a_share_where_its_run_was_frozen()
    {
        await using var home = new CommandHome();
        var first = await home.DoAsync("demo", "--no-serve", "--children", "200");
        await home.PlantAsync(City, $"""
            update read.shares set ended_at = now() where ended_at is null;
            insert into read.run_freezes (tenant_id, run_id, reason, frozen_by, frozen_at, ended) values ('{City}', '{first.GetProperty("run").GetGuid()}', 'モデルの誤り', 'steward', now(), 1)
            """);

        var second = await home.DoAsync("demo", "--no-serve", "--children", "200");

        second.GetProperty("requests").GetArrayLength().ShouldBe(5);
        second.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("step").GetString() == "share").GetProperty("result").GetString()!
            .ShouldStartWith("no share (run-frozen)");
    }

    [Fact]
    public async Task Another_city_takes_the_place_of_the_first()
    {
        await using var home = new CommandHome();
        await home.DoAsync("demo", "--no-serve", "--children", "60");
        var keys = (await home.DoAsync("keys", "show")).GetProperty("keyHome").GetString();

        var other = await home.DoAsync("demo", "--no-serve", "--children", "40", "--seed", "2");
        (await home.DoAsync("keys", "show")).GetProperty("keyHome").GetString().ShouldNotBe(keys, "an erasure in the first must not follow the second");

        other.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("result").GetString()).ShouldNotContain("nothing new");
        var scores = Path.Combine(home.Path, "scores.csv");
        (await home.DoAsync("export", "scores", City, "--out", scores)).GetProperty("rows").GetInt64().ShouldBeInRange(38, 43);
        (await home.DoAsync("log", "verify")).GetProperty("intact").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Exports_have_their_columns_and_need_the_right_role()
    {
        await using var home = new CommandHome();
        await home.DoAsync("demo", "--no-serve", "--children", "60");
        foreach (var (kind, header) in new[]
        {
            ("links", "file,row,resident_code,status,method,probability"),
            ("features", "resident_code,F01,F03,F05,F07,F08,F10,F38,F39,F45,F46,F52,F53"),
            ("scores", "resident_code,difficulty,points,probability,rank"),
            ("quarantine", "file,row,column,rule,message"),
        })
        {
            var file = Path.Combine(home.Path, $"{kind}.csv");
            (await home.DoAsync("export", kind, City, "--out", file)).GetProperty("rows").GetInt64().ShouldBeGreaterThan(0);
            (await File.ReadAllLinesAsync(file, Ct))[0].ShouldBe(header);
        }

        var officer = (await home.DoAsync("token", "--role", "privacy-officer")).GetProperty("token").GetString()!;
        var refused = Path.Combine(home.Path, "refused.csv");
        (await home.RunAsync("export", "links", City, "--out", refused, "--token", officer, "--json")).Exit.ShouldBe(1);
        File.Exists(refused).ShouldBeFalse();
    }
}

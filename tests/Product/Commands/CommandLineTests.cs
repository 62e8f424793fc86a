using System.Runtime.Versioning;

namespace ChildLink.Tests.Product.Commands;

[SupportedOSPlatform("linux")]
public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_names_every_command()
    {
        await using var home = new CommandHome();

        var help = await home.RunAsync("--help");

        help.Exit.ShouldBe(0);
        foreach (var command in new[]
        {
            "demo", "up", "down", "status", "init", "municipality", "import", "link", "train", "screen", "export", "token", "policy", "log",
            "synthesize", "backup", "restore", "graphql",
        })
        {
            help.Output.ShouldContain($"\n  {command} ");
            (await home.RunAsync(command, "--help")).ShouldSatisfyAllConditions(
                h => h.Exit.ShouldBe(0, command), h => h.Output.ShouldContain($"childlink {command}"));
        }
    }

    [Theory]
    [InlineData]
    [InlineData("unknown")]
    [InlineData("import")]
    [InlineData("import", "152242")]
    [InlineData("export")]
    [InlineData("export", "scores", "152242")]
    [InlineData("train", "152242")]
    [InlineData("train", "152242", "--plan", "sado-abuse", "--until", "2025/01/10")]
    [InlineData("screen", "152242")]
    [InlineData("screen", "152242", "--plan", "nobeoka-count", "--as-of", "2025/01/10")]
    [InlineData("token", "--role", "analyst", "--minutes", "61")]
    [InlineData("token", "--role", "analyst", "--minutes", "0")]
    [InlineData("up", "--port", "70000")]
    [InlineData("demo", "--port", "x")]
    [InlineData("demo", "--children", "0")]
    [InlineData("synthesize", "--children", "500001", "--out", "x")]
    [InlineData("municipality", "add", "15224", "--preset", "sado")]
    [InlineData("municipality", "add", "999993", "--preset", "nowhere")]
    [InlineData("link", "../../etc")]
    [InlineData("policy", "explain", "--role", "nobody", "--purpose", "screening")]
    [InlineData("policy", "explain", "--role", "analyst", "--purpose", "narrowing")]
    [InlineData("policy", "explain", "--role", "analyst", "--purpose", "screening", "--field", "child.shoe-size")]
    public async Task Wrong_usage_ends_with_2_and_says_what_would_be_right(params string[] arguments)
    {
        await using var home = new CommandHome();

        var text = await home.RunAsync(arguments);
        text.Exit.ShouldBe(2);
        text.Output.ShouldBeEmpty();
        text.Error.ShouldStartWith("usage: ");

        var json = await home.RunAsync([.. arguments, "--json"]);
        json.Exit.ShouldBe(2);
        json.ErrorCode.ShouldBe("usage");
        Directory.EnumerateFileSystemEntries(home.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Empty_home_has_no_cluster_to_show_or_stop()
    {
        await using var home = new CommandHome();

        (await home.DoAsync("status")).GetProperty("database").GetProperty("state").GetString().ShouldBe("absent");
        Directory.EnumerateFileSystemEntries(home.Path).ShouldBeEmpty();
        (await home.DoAsync("down")).GetProperty("cluster").GetString().ShouldBe("absent");
    }

    [Theory]
    [InlineData("import", "000000", "x")]
    [InlineData("link", "000000")]
    [InlineData("log", "verify", "--municipality", "000000")]
    public async Task Unknown_municipality_is_refused_before_a_database_is_made(params string[] arguments)
    {
        await using var home = new CommandHome();

        var refused = await home.RunAsync([.. arguments, "--json"]);

        refused.Exit.ShouldBe(1);
        refused.ErrorCode.ShouldBe("municipality-unknown");
        Directory.EnumerateFileSystemEntries(home.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Policy_that_came_with_the_program_is_sound()
    {
        await using var home = new CommandHome();

        (await home.DoAsync("policy", "check")).GetProperty("sound").GetBoolean().ShouldBeTrue();
        (await home.DoAsync("policy", "test")).GetProperty("passed").GetInt32().ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Explanation_names_rule_and_condition()
    {
        await using var home = new CommandHome();

        var field = (await home.DoAsync("policy", "explain", "--role", "user-entity", "--purpose", "child-support", "--field", "result.reasons"))
            .GetProperty("fields")[0];

        field.GetProperty("disposition").GetString().ShouldBe("coarse");
        field.GetProperty("rule").GetString().ShouldBe("U-2");
        field.GetProperty("condition").GetString().ShouldNotBeNull().ShouldContain("shared");
    }

    [Theory]
    [InlineData("down")]
    [InlineData("demo", "--no-serve")]
    [InlineData("up", "--no-serve")]
    public async Task Commands_about_the_private_cluster_are_refused_where_another_server_is_named(params string[] arguments)
    {
        await using var home = new CommandHome();
        home.Variables["ConnectionStrings__ChildLink"] = "Host=127.0.0.1;Port=9;Database=x;Username=x";

        (await home.RunAsync([.. arguments, "--json"])).ErrorCode.ShouldBe("external-database");
    }

    [Fact]
    public async Task Unreachable_database_is_named_without_its_password()
    {
        await using var home = new CommandHome();
        home.Variables["ConnectionStrings__ChildLink"] = "Host=127.0.0.1;Port=9;Database=x;Username=x;Password=hidden-word";

        var refused = await home.RunAsync("link", "152242", "--json");

        refused.Exit.ShouldBe(1);
        refused.ErrorCode.ShouldBe("database-unavailable");
        (refused.Output + refused.Error).ShouldNotContain("hidden-word");
    }

    [Fact]
    public async Task Malformed_connection_string_is_refused_without_repeating_it()
    {
        await using var home = new CommandHome();
        home.Variables["ConnectionStrings__ChildLink"] = "Hots=127.0.0.1;Password=hidden-word";

        var refused = await home.RunAsync("link", "152242", "--json");

        refused.ErrorCode.ShouldBe("connection-string-invalid");
        refused.Output.ShouldNotContain("hidden-word");
    }
}

using System.Runtime.Versioning;

namespace ChildLink.Tests.Product.Commands;

/// <summary>What <c>childlink policy</c> says, and how it refuses.</summary>
[SupportedOSPlatform("linux")]
public sealed class PolicyCommandTests
{
    private const string City = "999993";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("explain", "--role", "analyst", "--purpose", "screening")]
    [InlineData("aid", "--item", "epds.total", "--purpose", "screening")]
    public async Task The_variable_names_the_municipality_that_answers_and_the_answer_says_which(params string[] arguments)
    {
        await using var home = new CommandHome();
        (await home.DoAsync(["policy", .. arguments])).GetProperty("municipality").GetString().ShouldBe("152242");

        home.Variables["CHILDLINK_MUNICIPALITY"] = City;
        var answer = await home.DoAsync(["policy", .. arguments]);

        answer.GetProperty("municipality").GetString().ShouldBe(City);
        (await home.RunAsync(["policy", .. arguments])).Output.ShouldStartWith($"{City} {answer.GetProperty("name").GetString()}, policy {answer.GetProperty("policy").GetString()}");
        (await home.DoAsync(["policy", .. arguments, "--municipality", "152242"])).GetProperty("municipality").GetString().ShouldBe("152242");
        home.Variables["CHILDLINK_MUNICIPALITY"] = "sado";
        (await home.RunAsync(["policy", .. arguments, "--json"])).ErrorCode.ShouldBe("usage");
    }

    [Fact]
    public async Task What_people_or_files_refuse_is_no_wrong_usage_and_check_prints_the_hash_that_is_proposed()
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");
        var proposed = await home.DoAsync("policy", "propose");
        var (proposal, hash) = (proposed.GetProperty("proposal").GetString()!, proposed.GetProperty("hash").GetString()!);

        (await home.DoAsync("policy", "check")).GetProperty("municipalities").EnumerateArray()
            .Select(m => m.GetProperty("policy").GetString()).ShouldContain(hash);
        (await home.RunAsync("policy", "check")).Output.ShouldContain(hash);
        await RefusedAsync(home, "hash-differs", "policy", "adopt", proposal, "--hash", new string('0', 64));
        await RefusedAsync(home, "same-person", "policy", "adopt", proposal, "--hash", hash, "--role", "steward");
        (await home.RunAsync("policy", "adopt", proposal, "--hash", hash, "--role", "mayor", "--json")).Exit.ShouldBe(2);

        await home.DoAsync("policy", "adopt", proposal, "--hash", hash);
        var added = Path.Combine(home.Path, "policies", "municipalities", City);
        await File.AppendAllTextAsync(Path.Combine(added, "support.yaml"), "shoes: 1\n", Ct);
        await RefusedAsync(home, "policy-invalid", "policy", "propose");
    }

    [Fact]
    public async Task The_schemas_lie_where_the_files_of_an_added_municipality_name_them()
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");
        var added = Path.Combine(home.Path, "policies", "municipalities", City);

        foreach (var file in Directory.EnumerateFiles(added, "*.yaml", SearchOption.AllDirectories))
        {
            if ((await File.ReadAllLinesAsync(file, Ct)).FirstOrDefault(l => l.Contains("$schema=", StringComparison.Ordinal)) is { } line)
                File.Exists(Path.Combine(Path.GetDirectoryName(file)!, line[(line.IndexOf("$schema=", StringComparison.Ordinal) + 8)..].Trim())).ShouldBeTrue($"{file}: {line}");
        }

        var schema = Path.Combine(home.Path, "policies", "schemas", "city.schema.json");
        var text = await File.ReadAllTextAsync(schema, Ct);
        await File.WriteAllTextAsync(schema, "{}", Ct);
        await home.DoAsync("init");
        (await File.ReadAllTextAsync(schema, Ct)).ShouldBe(text);
    }

    [Fact]
    public async Task A_running_server_tells_of_changed_files_and_loads_the_first_policy_that_is_adopted()
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");
        await using var server = home.Serve("up", "--port", "0");
        var ready = new Uri(await server.AddressAsync(Ct), "health/ready");

        await File.AppendAllTextAsync(Path.Combine(home.Path, "policies", "municipalities", City, "city.yaml"), "# another\n", Ct);
        await server.WaitAsync(ready, "\"filesWaitForAdoption\":true", Ct);
        var proposed = await home.DoAsync("policy", "propose");
        var hash = proposed.GetProperty("hash").GetString()!;
        await home.DoAsync("policy", "adopt", proposed.GetProperty("proposal").GetString()!, "--hash", hash);

        await server.WaitAsync(ready, $"\"served\":\"{hash}\",\"filesWaitForAdoption\":false", Ct);
    }

    private static async Task RefusedAsync(CommandHome home, string code, params string[] arguments)
    {
        var refused = await home.RunAsync([.. arguments, "--json"]);
        refused.ErrorCode.ShouldBe(code);
        refused.Exit.ShouldBe(1);
    }
}

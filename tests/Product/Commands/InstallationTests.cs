using System.Runtime.Versioning;
using ChildLink.Tests.Product.Authentication;

namespace ChildLink.Tests.Product.Commands;

[SupportedOSPlatform("linux")]
public sealed class InstallationTests
{
    private const string City = "999993";

    [Fact]
    public async Task Added_municipality_has_policy_database_and_keys_of_its_own()
    {
        await using var home = new CommandHome();

        var added = await home.DoAsync("municipality", "add", City, "--preset", "sado");

        added.GetProperty("provisions").GetInt32().ShouldBeGreaterThan(7);
        (await File.ReadAllTextAsync(Path.Combine(home.Path, "policies", "municipalities", City, "city.yaml"), TestContext.Current.CancellationToken))
            .ShouldContain($"code: \"{City}\"");
        File.GetUnixFileMode(Path.Combine(home.Path, "keys", City)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (await home.RunAsync("municipality", "add", City, "--preset", "sado", "--json")).ErrorCode.ShouldBe("municipality-exists");
        (await home.DoAsync("init")).GetProperty("ready")[0].GetProperty("municipality").GetString().ShouldBe(City);
        (await home.DoAsync("log", "verify")).GetProperty("intact").GetBoolean().ShouldBeTrue();
        (await home.DoAsync("down")).GetProperty("cluster").GetString().ShouldBe("stopped");
        (await home.DoAsync("status")).GetProperty("database").GetProperty("state").GetString().ShouldBe("stopped");
    }

    [Fact]
    public async Task Token_narrows_to_what_was_asked_and_acts_for_nothing_else()
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");

        var issued = await home.DoAsync("token", "--role", "school", "--purpose", "child-support", "--institution", "1001", "--minutes", "5");

        var (_, claims, _) = ForgedToken.Split(issued.GetProperty("token").GetString()!);
        claims["role"]!.GetValue<string>().ShouldBe("user-entity");
        claims["institution"]!.GetValue<string>().ShouldBe("1001");
        claims["purposes"]!.GetValue<string>().ShouldBe("child-support");
        claims["tenant"]!.GetValue<string>().ShouldBe(City);
        (claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>()).ShouldBe(300);
        (await home.RunAsync("import", City, home.Path, "--token", issued.GetProperty("token").GetString()!, "--json")).ErrorCode.ShouldBe("not-assigned");

        home.Variables["CHILDLINK_TOKEN"] = "no.token.atall";
        (await home.RunAsync("link", City, "--json")).ErrorCode.ShouldBe("token-malformed");
    }

    [Fact]
    public async Task Two_people_of_one_role_get_tokens_of_their_own()
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");

        foreach (var person in new[] { "narrower-a", "narrower-b" })
        {
            var issued = await home.DoAsync("token", "--role", "narrower", "--person", person);
            issued.GetProperty("person").GetString().ShouldBe(person);
            ForgedToken.Split(issued.GetProperty("token").GetString()!).Payload["sub"]!.GetValue<string>().ShouldBe(person);
        }

        (await home.DoAsync("token", "--role", "narrower")).GetProperty("person").GetString().ShouldBe("dev-narrower");
    }

    [Theory]
    [InlineData("--role", "analyst", "--person", "")]
    [InlineData("--role", "analyst", "--person", "a|b")]
    [InlineData("--role", "nobody")]
    [InlineData("--role", "school")]
    [InlineData("--role", "analyst", "--purpose", "narrowing")]
    public async Task Token_that_the_policy_does_not_know_is_wrong_usage(params string[] arguments)
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");

        (await home.RunAsync(["token", .. arguments, "--json"])).ShouldSatisfyAllConditions(
            r => r.Exit.ShouldBe(2), r => r.ErrorCode.ShouldBe("usage"));
    }
}

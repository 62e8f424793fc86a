using System.Runtime.Versioning;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Commands;

[SupportedOSPlatform("linux")]
public sealed class ExternalDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serving_is_refused_without_an_identity_provider()
    {
        await using var db = await TestDatabase.CreateAsync(Ct);
        await using var home = new CommandHome();
        home.Variables["ConnectionStrings__ChildLink"] = db.ConnectionString;

        var refused = await home.RunAsync("up", "--municipality", "152242", "--port", "0", "--json");

        refused.Exit.ShouldBe(1);
        refused.ErrorCode.ShouldBe("identity-provider-missing");
        refused.Output.ShouldContain("Auth__Authority");
    }

    [Fact]
    public async Task No_development_token_is_issued_outside_a_synthetic_cluster()
    {
        await using var db = await TestDatabase.CreateAsync(Ct);
        await using var home = new CommandHome();
        home.Variables["ConnectionStrings__ChildLink"] = db.ConnectionString;

        (await home.RunAsync("token", "--role", "steward", "--municipality", "152242", "--json")).ErrorCode.ShouldBe("development-issuer-absent");
        (await home.RunAsync("import", "152242", home.Path, "--json")).ErrorCode.ShouldBe("identity-provider-missing");
    }

    [Fact]
    public async Task Command_without_a_token_is_refused_where_a_provider_is_set()
    {
        await using var db = await TestDatabase.CreateAsync(Ct);
        await using var home = new CommandHome();
        home.Variables["ConnectionStrings__ChildLink"] = db.ConnectionString;
        home.Variables["Auth__Authority"] = "https://127.0.0.1:9/realm";
        home.Variables["Auth__Audience"] = "childlink";

        (await home.RunAsync("import", "152242", home.Path, "--json")).ErrorCode.ShouldBe("token-missing");
    }
}

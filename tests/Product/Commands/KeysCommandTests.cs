using System.Runtime.Versioning;
using ChildLink.Cli.Commands;

namespace ChildLink.Tests.Product.Commands;

[SupportedOSPlatform("linux")]
public sealed class KeysCommandTests
{
    private const string City = "999992";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lost_master_key_comes_back_from_two_printed_parts()
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");
        var printed = (await home.RunAsync("keys", "escrow")).Output;
        var saved = await SavedKeys.OfAsync(home);
        var master = Path.Combine(home.Path, "keys", City, "master.key");
        var key = await File.ReadAllBytesAsync(master, Ct);
        printed.ShouldContain($"municipality {City}");
        printed.ShouldContain("part 3 of 3");
        (await home.RunAsync("keys", "recover", "--part", saved.Parts[0], "--part", saved.Parts[1], "--json")).ErrorCode.ShouldBe("master-key-present");
        File.Delete(master);

        (await home.RunAsync("keys", "show", "--json")).ErrorCode.ShouldBe("master-key-missing");
        (await home.RunAsync("import", City, home.Path, "--json")).ErrorCode.ShouldBe("master-key-missing");
        (await home.RunAsync("keys", "recover", "--part", saved.Parts[0], "--json")).Exit.ShouldBe(2);
        (await home.RunAsync("keys", "recover", "--part", saved.Parts[0], "--part", saved.Parts[0], "--json")).ErrorCode.ShouldBe("same-part-twice");
        (await home.RunAsync("keys", "recover", "--part", saved.Parts[0], "--part", Path.Combine(home.Path, "nowhere"), "--json")).ErrorCode.ShouldBe("path-not-found");
        (await Type(home, "0000 0000")).ErrorCode.ShouldBe("part-mistyped");
        var mixed = Sheets(printed)[0] + "\n" + await File.ReadAllTextAsync(saved.Parts[1], Ct);
        (await Type(home, mixed)).ErrorCode.ShouldBe("parts-do-not-fit", "parts of two calls");
        File.Exists(master).ShouldBeFalse("nothing is half-written");

        (await Type(home, string.Join('\n', Sheets(printed).Skip(1)))).Exit.ShouldBe(0);

        (await File.ReadAllBytesAsync(master, Ct)).ShouldBe(key);
        (await home.DoAsync("keys", "show")).GetProperty("rotationInterrupted").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Parts_of_the_key_before_a_rotation_are_worthless()
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");
        var before = await SavedKeys.OfAsync(home);
        var id = (await home.DoAsync("keys", "show")).GetProperty("keyHome").GetString();
        (await home.RunAsync("keys", "rotate", "--json")).Exit.ShouldBe(2);

        (await home.DoAsync("keys", "rotate", "--master", "--epochs")).GetProperty("rewrapped").GetInt64().ShouldBe(0);

        (await home.DoAsync("keys", "show")).GetProperty("keyHome").GetString().ShouldBe(id, "what is derived stays");
        File.Delete(Path.Combine(home.Path, "keys", City, "master.key"));
        (await home.RunAsync("keys", "recover", "--part", before.Parts[0], "--part", before.Parts[1], "--json")).ErrorCode.ShouldBe("key-does-not-fit");
    }

    [Fact]
    public async Task Bad_input_of_erase_is_refused_and_changes_nothing()
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");

        (await home.RunAsync("erase", "subject", "not-an-id", "--reason", "x", "--json")).Exit.ShouldBe(2);
        (await home.RunAsync("erase", "subject", "-", "--reason", "x", "--json")).Exit.ShouldBe(2);
        (await home.RunAsync("erase", "subject", Guid.NewGuid().ToString(), "--json")).Exit.ShouldBe(2);
        (await home.RunAsync("erase", "subject", Guid.NewGuid().ToString(), "--reason", "x", "--json")).ErrorCode.ShouldBe("subject-unknown");
        (await home.RunAsync("erase", "approve", Guid.NewGuid().ToString(), "--json")).ErrorCode.ShouldBe("erasure-not-waiting");
        (await home.RunAsync("erase", "approve", "17", "--json")).Exit.ShouldBe(2);
        (await home.RunAsync("erase", "release", Guid.NewGuid().ToString(), "--reason", "x", "--json")).ErrorCode.ShouldBe("erasure-not-in-force");
        (await home.DoAsync("erase", "complete")).GetProperty("completed").GetInt32().ShouldBe(0);
        (await home.DoAsync("erase", "list")).GetProperty("erasures").GetArrayLength().ShouldBe(0);
    }

    private static string[] Sheets(string printed) => printed.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task<CommandResult> Type(CommandHome home, string typed)
    {
        using var input = new StringReader(typed);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandTree.RunAsync(
            ["keys", "recover", "--json"], name => name == "CHILDLINK_HOME" ? home.Path : name == "PATH" ? Environment.GetEnvironmentVariable(name) : null,
            input, output, error, interactive: false, TimeProvider.System, Ct);
        return new CommandResult(exit, output.ToString(), error.ToString());
    }
}

using System.Runtime.Versioning;
using ChildLink.Tests.Product.Oversight;

namespace ChildLink.Tests.Product.Commands;

/// <summary>Somebody who has the copied checkpoints, the public key and a login to the database, and nothing else.</summary>
[SupportedOSPlatform("linux")]
public sealed class LogVerifyTests : IAsyncLifetime
{
    private readonly CommandHome home = new();
    private LogBench bench = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Checkpoints => Path.Combine(bench.Home, "checkpoints");

    private string Key => Path.Combine(bench.Home, "log-signing.pub");

    public async ValueTask InitializeAsync()
    {
        bench = await LogBench.CreateAsync(Ct);
        await bench.WriteAsync(0, 5, Ct);
        await bench.WriteAsync(5, 5, Ct);
        // A migration would fail at this ledger.
        await bench.Database.RunAsync("update events.migrations set checksum = repeat('0', length(checksum))", Ct);
        home.Variables["ConnectionStrings__ChildLink"] = bench.Database.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        await home.DisposeAsync();
    }

    [Fact]
    public async Task Copied_checkpoints_and_the_public_key_verify_and_nothing_is_made()
    {
        foreach (var folder in new[] { Checkpoints, Path.Combine(Checkpoints, LogBench.Tenant) })
        {
            var answer = await home.DoAsync("log", "verify", "--checkpoints", folder, "--key", Key);
            answer.GetProperty("intact").GetBoolean().ShouldBeTrue();
            answer.GetProperty("municipality").GetString().ShouldBe(LogBench.Tenant);
            answer.GetProperty("checkpointsInside").GetInt32().ShouldBe(2);
            answer.GetProperty("checkpointsOutside").GetInt32().ShouldBe(2);
            answer.GetProperty("confirmedOutside").GetInt64().ShouldBe(10);
        }

        Directory.EnumerateFileSystemEntries(home.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tampering_is_found_elsewhere_with_exit_code_1()
    {
        await bench.TamperAsync("delete from audit.entries where seq = 4", Ct);
        var result = await home.RunAsync("log", "verify", "--checkpoints", Checkpoints, "--key", Key, "--json");
        result.Exit.ShouldBe(1);
        result.Json.GetProperty("intact").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Another_key_confirms_nothing()
    {
        using var other = ChildLink.Oversight.Checkpoints.LogSigner.Open(Path.Combine(bench.Home, "other"));
        var result = await home.RunAsync("log", "verify", "--checkpoints", Checkpoints, "--key", Path.Combine(bench.Home, "other", "log-signing.pub"), "--json");
        result.Exit.ShouldBe(1);
        result.Json.GetProperty("findings")[0].GetProperty("fault").GetString().ShouldBe("BadCheckpoint");
    }

    [Fact]
    public async Task Evidence_that_is_not_there_is_refused()
    {
        (await home.RunAsync("log", "verify", "--checkpoints", Checkpoints, "--json")).ErrorCode.ShouldBe("usage");
        (await home.RunAsync("log", "verify", "--key", Key, "--json")).ErrorCode.ShouldBe("usage");
        (await home.RunAsync("log", "verify", "--checkpoints", Checkpoints, "--key", Key, "--municipality", "999993", "--json")).ErrorCode.ShouldBe("usage");
        (await home.RunAsync("log", "verify", "--checkpoints", Path.Combine(bench.Home, "nowhere"), "--key", Key, "--json")).ErrorCode.ShouldBe("path-not-found");
        (await home.RunAsync("log", "verify", "--checkpoints", Checkpoints, "--key", Path.Combine(bench.Home, "nowhere"), "--json")).ErrorCode.ShouldBe("path-not-found");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkpoints, LogBench.Tenant)))
            File.Delete(file);
        (await home.RunAsync("log", "verify", "--checkpoints", Checkpoints, "--key", Key, "--json")).ErrorCode.ShouldBe("checkpoints-empty");
    }

    [Fact]
    public async Task Without_a_key_nothing_is_verified_and_none_is_made()
    {
        (await home.RunAsync("log", "verify", "--municipality", LogBench.Tenant, "--json")).ErrorCode.ShouldBe("log-key-missing");
        Directory.EnumerateFileSystemEntries(home.Path).ShouldBeEmpty();
    }
}

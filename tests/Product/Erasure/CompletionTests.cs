using System.Runtime.Versioning;
using ChildLink.Tests.Product.Commands;

namespace ChildLink.Tests.Product.Erasure;

/// <summary>The raw bytes of a private cluster, its write-ahead log and a backup, before and after an erasure is complete.</summary>
[SupportedOSPlatform("linux")]
public sealed class CompletionTests
{
    private const string Left = $"select count(*) from vault.residents where resident_code = '{PlantedTown.Code}'";
    private const string Wrapped = $"select wrapped from vault.subject_keys where subject_id = ({PlantedTown.FindByCode})";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_completion_no_file_of_the_database_and_no_backup_holds_a_trace()
    {
        await using var town = await PlantedHome.CreateAsync(Ct);
        var data = await town.AskAsync<string>("show data_directory", Ct);
        var wrapped = await town.AskAsync<byte[]>(Wrapped, Ct);
        var epoch = Directory.GetFiles(town.Keys, "epoch-*.key").ShouldHaveSingleItem();
        await town.RunAsync("checkpoint", Ct);
        var before = RawTraces.Of(PlantedTown.Markers, data);
        foreach (var marker in new[] { PlantedTown.Code, PlantedTown.Name, "奇譚町" })
            before.ShouldContain(t => t.EndsWith(marker, StringComparison.Ordinal), "else this test could not fail");
        RawTraces.Of(wrapped, data).ShouldNotBeEmpty();

        var id = await town.RequestAsync(Ct);
        var effective = await town.Home.DoAsync("erase", "approve", id);
        effective.GetProperty("state").GetString().ShouldBe("effective");
        effective.GetProperty("remains").GetArrayLength().ShouldBe(3);
        await town.RunAsync("checkpoint", Ct);
        // Where the documents say that something remains, and nowhere else.
        RawTraces.Of(PlantedTown.Markers, data).ShouldAllBe(t => t.StartsWith("base/", StringComparison.Ordinal) || t.StartsWith("pg_wal/", StringComparison.Ordinal));
        RawTraces.Of(PlantedTown.Markers, Path.Combine(town.Home.Path, "keys"), Path.Combine(town.Home.Path, "checkpoints")).ShouldBeEmpty();

        (await town.Home.DoAsync("erase", "complete")).GetProperty("completed").GetInt32().ShouldBe(1);

        await town.RunAsync("checkpoint", Ct);
        RawTraces.Of(PlantedTown.Markers, data, town.Home.Path).ShouldBeEmpty();
        RawTraces.Of(wrapped, data).ShouldBeEmpty();
        File.Exists(epoch).ShouldBeFalse("and the key that wrapped it is gone, too");

        var backup = Path.Combine(town.Home.Path, "backup.tar");
        await town.Home.DoAsync("backup", backup);
        RawTraces.Of(PlantedTown.Markers, data, town.Home.Path).ShouldBeEmpty();
        (await town.Home.DoAsync("log", "verify")).GetProperty("intact").GetBoolean().ShouldBeTrue();
        (await town.Home.DoAsync("erase", "list")).GetProperty("erasures")[0].GetProperty("state").GetString().ShouldBe("complete");
        (await town.Home.DoAsync("erase", "complete")).GetProperty("completed").GetInt32().ShouldBe(0);
        (await town.AskAsync<long>("select count(*) from vault.residents where name <> ''", Ct)).ShouldBe(3, "the others are there");
        (await town.Home.DoAsync("link", PlantedHome.Code)).GetProperty("linked").GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Whatever_way_a_database_from_before_comes_back_it_is_erased_again_before_anybody_is_served()
    {
        await using var town = await PlantedHome.CreateAsync(Ct);
        await using var other = new CommandHome();
        var backup = Path.Combine(town.Home.Path, "backup");
        await town.Home.DoAsync("backup", backup);
        await town.RunAsync("create schema kept; create table kept.residents as select * from vault.residents; create table kept.keys as select * from vault.subject_keys", Ct);
        await town.Home.DoAsync("erase", "approve", await town.RequestAsync(Ct));
        await BringBackByOtherMeansAsync(town);
        var keys = await SavedKeys.OfAsync(town.Home);
        var living = await town.AskAsync<long>("select count(*) from vault.subject_keys", Ct);
        await town.Home.DoAsync("erase", "complete");
        var later = await SavedKeys.OfAsync(town.Home, "later");
        (await other.RunAsync(["restore", backup, .. later.Options, "--json"])).ErrorCode.ShouldBe("keys-destroyed");

        var restored = await other.DoAsync(["restore", backup, .. keys.Options]);

        restored.GetProperty("erasuresReapplied").GetInt32().ShouldBe(1);
        restored.GetProperty("ledgerLines").GetInt32().ShouldBe(1);
        (await PlantedHome.AskAsync<long>(other, Left, Ct)).ShouldBe(0);
        (await PlantedHome.AskAsync<long>(other, "select count(*) from vault.subject_keys", Ct)).ShouldBe(living);
        await other.DoAsync("erase", "complete");
        var data = await PlantedHome.AskAsync<string>(other, "show data_directory", Ct);
        RawTraces.Of(PlantedTown.Markers, data, other.Path).ShouldBeEmpty();
    }

    /// <summary>An administrator put tables back; the key home, too, is from before, but for the ledger's copy beside the checkpoints.</summary>
    private static async Task BringBackByOtherMeansAsync(PlantedHome town)
    {
        await town.RunAsync("""
            delete from vault.erasures;
            insert into vault.residents select * from kept.residents on conflict do nothing;
            insert into vault.subject_keys select * from kept.keys on conflict do nothing;
            drop schema kept cascade
            """, Ct);
        File.Delete(Path.Combine(town.Keys, "erasures.ledger"));
        (await town.AskAsync<long>(Left, Ct)).ShouldBe(1);

        await town.Home.DoAsync("keys", "show");

        (await town.AskAsync<long>(Left, Ct)).ShouldBe(0);
        (await town.AskAsync<string>("select approved_by from vault.erasures", Ct)).ShouldBe("restore");
        File.Exists(Path.Combine(town.Keys, "erasures.ledger")).ShouldBeTrue();
    }
}

using System.Runtime.Versioning;

namespace ChildLink.Tests.Product.Erasure;

/// <summary>Real commands killed with -9 in the middle of their work, and run again.</summary>
[SupportedOSPlatform("linux")]
public sealed class KilledErasureTests
{
    private const string Stopped = "exists (select 1 from pg_locks where locktype = 'advisory' and objid = 4242 and not granted)";
    private const string Left = $"select count(*) from vault.residents where resident_code = '{PlantedTown.Code}'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_killed_when_the_next_call_goes_on()
    {
        await using var town = await PlantedHome.CreateAsync(Ct);
        await town.RunAsync("""
            create function public.stop() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(4242); return null; end $$;
            create trigger stop after delete on vault.residents for each statement execute function public.stop();
            create trigger stop after update on vault.subject_keys for each statement execute function public.stop()
            """, Ct);
        var scores = await ExportAsync(town);
        var keys = await town.AskAsync<long>("select count(*) from vault.subject_keys", Ct);

        (await StopAndKillAsync(town, "keys", "rotate", "--master", "--epochs")).ShouldBeTrue("killed while keys were wrapped anew");
        Directory.GetFiles(town.Keys, "epoch-*.key").Length.ShouldBe(2);
        (await ExportAsync(town)).ShouldBe(scores, "everything is readable in between");
        var rotated = await town.Home.DoAsync("keys", "rotate", "--epochs");
        rotated.GetProperty("rewrapped").GetInt64().ShouldBe(keys);
        Directory.GetFiles(town.Keys, "epoch-*.key").Length.ShouldBe(1);
        (await ExportAsync(town)).ShouldBe(scores);

        var id = await town.RequestAsync(Ct);
        (await StopAndKillAsync(town, "erase", "approve", id)).ShouldBeTrue("killed while rows were deleted");
        (await town.AskAsync<long>(Left, Ct)).ShouldBe(1, "the whole erasure or nothing");
        await town.Home.DoAsync("erase", "approve", id);
        (await town.AskAsync<long>(Left, Ct)).ShouldBe(0);

        (await StopAndKillAsync(town, "erase", "complete")).ShouldBeTrue("killed while keys were wrapped anew");
        (await town.KillAsync("not exists (select 1 from vault.epochs where closed_at is not null and destroyed_at is null)", Ct, "erase", "complete"))
            .ShouldBeTrue("killed when the old epochs were destroyed");
        await SettleAsync(town);
        (await town.AskAsync<long>("select count(*) from vault.erasures where completed_at is not null", Ct)).ShouldBe(0, "nothing is called complete before it is");
        (await town.Home.DoAsync("erase", "complete")).GetProperty("completed").GetInt32().ShouldBe(1);
        RawTraces.Of(PlantedTown.Markers, await town.AskAsync<string>("show data_directory", Ct)).ShouldBeEmpty();
        (await town.Home.DoAsync("log", "verify")).GetProperty("intact").GetBoolean().ShouldBeTrue();
    }

    private static async Task<string> ExportAsync(PlantedHome town)
    {
        var file = Path.Combine(town.Home.Path, $"{Guid.NewGuid():N}.csv");
        await town.Home.DoAsync("link", PlantedHome.Code);
        await town.Home.DoAsync("export", "features", PlantedHome.Code, "--out", file);
        var text = await File.ReadAllTextAsync(file, Ct);
        File.Delete(file);
        return text;
    }

    /// <summary>Holds a command at the trigger, kills it there, and opens the way when the database has given its work up.</summary>
    private static async Task<bool> StopAndKillAsync(PlantedHome town, params string[] arguments)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(PlantedHome.AddressOf(town.Home));
        await using var gate = await source.OpenConnectionAsync(Ct);
        await using (var shut = new Npgsql.NpgsqlCommand("select pg_advisory_lock(4242)", gate))
            await shut.ExecuteNonQueryAsync(Ct);
        var stopped = await town.KillAsync(Stopped, Ct, arguments);
        // The database would notice that the client is gone only when it next writes to it.
        await town.RunAsync("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 4242 and not granted", Ct);
        await SettleAsync(town);
        return stopped;
    }

    /// <summary>The database notices a killed client only when it next writes to it.</summary>
    private static async Task SettleAsync(PlantedHome town)
    {
        while (await town.AskAsync<bool>("select exists (select 1 from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and state <> 'idle' and backend_type = 'client backend')", Ct))
            await Task.Delay(TimeSpan.FromMilliseconds(50), Ct);
    }
}

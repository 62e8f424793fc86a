using ChildLink.Oversight.Recording;
using ChildLink.Oversight.Review;
using ChildLink.Oversight.Verification;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Tests.Product.Oversight;

public sealed class AccessLogTests
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callers_at_once_get_every_number_once_and_their_entries_are_there()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using (var log = bench.Start())
        {
            var sequences = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => log.AppendAsync(LogBench.Entry(i), ct)));
            sequences.Order().ShouldBe(Enumerable.Range(0, 300).Select(i => (long)i));
        }

        var intact = (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>();
        intact.Size.ShouldBe(300);
        intact.Confirmed.ShouldBe(300);
        intact.ConfirmedOutside.ShouldBe(300);
        intact.Inside.ShouldBeGreaterThanOrEqualTo(1);
        intact.Outside.ShouldBe(intact.Inside);
    }

    [Fact]
    public async Task An_entry_that_was_appended_is_committed_when_the_call_returns()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using var log = bench.Start();
        for (var i = 0; i < 20; i++)
        {
            await log.AppendAsync(LogBench.Entry(i), ct);
            (await bench.Database.AskAsync<long>("select size from audit.tree_heads", ct)).ShouldBe(i + 1);
            (await bench.Database.AskAsync<long>("select count(*) from audit.entries", ct)).ShouldBe(i + 1);
        }
    }

    [Fact]
    public async Task Two_servers_on_one_database_make_one_log_without_gaps()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using (var one = bench.Start())
        await using (var two = bench.Start())
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(async caller =>
            {
                for (var i = 0; i < 40; i++)
                    await (caller % 2 == 0 ? one : two).AppendAsync(LogBench.Entry((caller * 40) + i), ct);
            }));
        }

        (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>().Size.ShouldBe(640);
    }

    [Fact]
    public async Task Several_tenants_have_a_log_each()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using (var log = bench.Start())
        {
            var sequences = await Task.WhenAll(Enumerable.Range(0, 20).Select(
                i => log.AppendAsync(LogBench.Entry(i) with { Tenant = i % 2 == 0 ? "152242" : "999993" }, ct)));
            sequences.Count(s => s == 9).ShouldBe(2);
        }

        foreach (var tenant in new[] { "152242", "999993" })
            (await bench.Verifier.VerifyAsync(tenant, null, ct)).ShouldBeOfType<LogVerdict.Intact>().Confirmed.ShouldBe(10);
    }

    [Fact]
    public async Task A_killed_connection_fails_its_callers_and_the_next_entry_goes_in()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        var released = 0L;
        await using (var log = bench.Start())
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var callers = Enumerable.Range(0, 8).Select(async caller =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    try
                    {
                        await log.AppendAsync(LogBench.Entry((caller * 100_000) + i), ct);
                        Interlocked.Increment(ref released);
                    }
                    catch (DisclosureLogUnavailableException)
                    {
                        // No log, no data: the caller shows nothing and comes again.
                    }
                }
            }).ToList();
            for (var kill = 0; kill < 10; kill++)
            {
                await Task.Delay(30, ct);
                await bench.Database.RunAsync("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'childlink-log' and datname = current_database()", ct);
            }

            await stop.CancelAsync();
            await Task.WhenAll(callers);
            await AppendAgainAsync(log);
        }

        // What was answered is a subset of what is written.
        var intact = (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>();
        intact.Size.ShouldBeGreaterThanOrEqualTo(released + 1);
    }

    [Fact]
    public async Task A_database_that_refuses_makes_the_log_unavailable_until_it_is_back()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using var log = bench.Start();
        await log.AppendAsync(LogBench.Entry(0), ct);
        var name = bench.Database.Name;
        var elsewhere = new NpgsqlConnectionStringBuilder(bench.Database.ConnectionString) { Database = "postgres", Pooling = false };
        await using var server = NpgsqlDataSource.Create(elsewhere.ConnectionString);
        await RunAsync(server, $"alter database {name} allow_connections false");
        await RunAsync(server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");

        for (var i = 0; i < 3; i++)
            await Should.ThrowAsync<DisclosureLogUnavailableException>(() => log.AppendAsync(LogBench.Entry(1), ct));

        await RunAsync(server, $"alter database {name} allow_connections true");
        (await AppendAgainAsync(log)).ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_nobody_foresaw_fails_its_callers_and_the_log_goes_on_when_it_is_mended()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using var log = bench.Start();
        (await log.AppendAsync(LogBench.Entry(0), ct)).ShouldBe(0);
        log.Writable.ShouldBeTrue();
        const string arguments = "text, bigint, bytea, timestamptz[], bytea[], bytea[], text[], text[], text[], text[], text[], text[], text[], text[], bigint[], uuid[], integer[], integer[]";
        await bench.Database.RunAsync($"""
            alter function audit.append_entries rename to append_entries_as_it_was;
            create function audit.append_entries({arguments}) returns table (appended text, frontier bytea)
                language sql as $$ select 'perhaps'::text, ''::bytea $$
            """, ct);

        // First the server finds its plan outdated, then the driver finds a text where a flag belongs.
        var causes = new List<Exception?>();
        for (var i = 0; i < 3; i++)
        {
            causes.Add((await Should.ThrowAsync<DisclosureLogUnavailableException>(() => log.AppendAsync(LogBench.Entry(1), ct))).InnerException);
            log.Writable.ShouldBeFalse();
        }

        causes[^1].ShouldBeOfType<InvalidCastException>();

        log.FailedAt.ShouldNotBeNull();
        await bench.Database.RunAsync($"""
            drop function audit.append_entries({arguments}); alter function audit.append_entries_as_it_was rename to append_entries
            """, ct);
        (await AppendAgainAsync(log)).ShouldBe(1);
        log.Writable.ShouldBeTrue();
        log.FailedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_failure_is_held_against_the_log_for_a_while_and_a_closed_log_is_not_writable()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        var log = bench.Start(new AccessLogOptions { FailureHolds = TimeSpan.Zero });
        await bench.Database.RunAsync("alter function audit.append_entries rename to append_entries_as_it_was", ct);
        await Should.ThrowAsync<DisclosureLogUnavailableException>(() => log.AppendAsync(LogBench.Entry(0), ct));
        log.FailedAt.ShouldNotBeNull();
        log.Writable.ShouldBeTrue();
        await log.DisposeAsync();
        log.Writable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_caller_waits_no_longer_than_told_for_a_log_that_hangs()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using var log = bench.Start(new AccessLogOptions { LongestWait = TimeSpan.FromMilliseconds(300), Capacity = 1 });
        await log.AppendAsync(LogBench.Entry(0), ct);
        await using (var other = await bench.Database.Source.OpenConnectionAsync(ct))
        {
            await using var transaction = await other.BeginTransactionAsync(ct);
            await using var hold = new NpgsqlCommand("select 1 from audit.tree_heads for update", other);
            await hold.ExecuteNonQueryAsync(ct);
            var refused = await Task.WhenAll(Enumerable.Range(1, 6).Select(
                i => Should.ThrowAsync<DisclosureLogUnavailableException>(() => log.AppendAsync(LogBench.Entry(i), ct))));
            refused.Length.ShouldBe(6);
        }

        // Those entries may have gone in when the lock fell; nobody was told so.
        (await AppendAgainAsync(log)).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_disturb_the_others()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using (var log = bench.Start())
        {
            using var gone = new CancellationTokenSource();
            var waiting = Enumerable.Range(0, 50).Select(i => log.AppendAsync(LogBench.Entry(i), i % 2 == 0 ? ct : gone.Token)).ToList();
            await gone.CancelAsync();
            await Task.WhenAll(waiting.Where((_, i) => i % 2 == 0));
            await Task.WhenAll(waiting.Where((_, i) => i % 2 == 1)).ContinueWith(_ => { }, ct, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>().Size.ShouldBeInRange(25, 50);
    }

    [Fact]
    public async Task A_log_that_is_closed_is_unavailable()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        var log = bench.Start();
        await log.DisposeAsync();
        await Should.ThrowAsync<DisclosureLogUnavailableException>(() => log.AppendAsync(LogBench.Entry(0), ct));
    }

    [Fact]
    public async Task Texts_that_a_caller_made_strange_or_endless_are_logged_in_a_form_that_can_be_kept()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using (var log = bench.Start())
        {
            var strange = LogBench.Entry(0) with
            {
                Actor = new string('名', 9000),
                Purpose = "nul\0 half \ud800 whole \U0001F600",
                Subjects = [LogBench.Child, LogBench.Child],
                At = LogBench.Noon.AddTicks(7).ToOffset(TimeSpan.FromHours(9)),
            };
            await log.AppendAsync(strange, ct);
        }

        var kept = (await new AccessLogReader(bench.App).PageAsync(LogBench.Tenant, new AccessLogQuery(), ct)).ShouldHaveSingleItem().Entry;
        kept.Purpose.ShouldBe("nul\ufffd half \ufffd whole \U0001F600");
        kept.Actor.Length.ShouldBeLessThanOrEqualTo(800);
        kept.Actor.ShouldEndWith("名…");
        kept.Subjects.ShouldBe([LogBench.Child]);
        kept.At.ShouldBe(LogBench.Noon);
        (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>();
    }

    [Fact]
    public async Task Entries_of_any_month_find_their_partition()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using (var log = bench.Start())
        {
            DateTimeOffset[] instants = [new(2031, 12, 31, 23, 59, 59, TimeSpan.Zero), new(2032, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2004, 2, 29, 0, 0, 0, TimeSpan.Zero)];
            await Task.WhenAll(instants.Select(at => log.AppendAsync(LogBench.Entry(0) with { At = at }, ct)));
        }

        (await bench.Database.AskAsync<string>("select tableoid::regclass::text from audit.entries where at >= '2032-01-01Z'", ct)).ShouldBe("audit.entries_203201");
        (await bench.Database.AskAsync<bool>("select to_regclass('audit.entries_203202') is not null", ct)).ShouldBeTrue("the next month is made ahead");
        (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>().Size.ShouldBe(3);
    }

    [Fact]
    public async Task Entries_without_a_proper_tenant_or_time_are_a_fault_of_the_caller()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using var log = bench.Start();
        await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync(LogBench.Entry(0) with { Tenant = "../152242" }, ct));
        await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync(LogBench.Entry(0) with { Tenant = "" }, ct));
        await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync(LogBench.Entry(0) with { At = DateTimeOffset.MinValue }, ct));
    }

    /// <summary>After a break some pooled connections are dead as well; each is found out once.</summary>
    private async Task<long> AppendAgainAsync(AccessLog log)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await log.AppendAsync(LogBench.Entry(1), ct);
            }
            catch (DisclosureLogUnavailableException) when (attempt < 5)
            {
                await Task.Delay(50, ct);
            }
        }
    }

    private async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}

using ChildLink.Privacy.Gateway;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using Npgsql;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A submission that is cut off with half of it written leaves nothing, and made again is new and whole.</summary>
public sealed class SubmissionInterruptionTests
{
    private const string Stored = """
        select concat_ws(' ', (select count(*) from events.mt_events), (select count(*) from read.deliveries), (select count(*) from read.quarantine),
            (select count(*) from read.record_heads), (select count(*) from read.submissions), (select count(*) from vault.departures))
        """;

    private const string Blocked = "from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("read.record_heads")]
    [InlineData("read.deliveries")]
    [InlineData("read.submissions")]
    public async Task A_submission_cancelled_before_it_writes_a_table_leaves_nothing_and_is_new_when_made_again(string table)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using (await StopWritersOfAsync(city, table))
        {
            var cut = handover.SubmitAsync(city.Importer, Handover.MovedOf("k1", 1, 2), stop.Token);
            await UntilBlockedAsync(city, cut);
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(cut);
        }

        await NothingThenWholeAsync(city, handover);
    }

    [Fact]
    public async Task A_submission_that_loses_its_connection_leaves_nothing_and_is_new_when_made_again()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        await using (await StopWritersOfAsync(city, "read.submissions"))
        {
            var cut = handover.SubmitAsync(Handover.MovedOf("k1", 1, 2));
            await UntilBlockedAsync(city, cut);
            await city.Database.RunAsync($"select pg_terminate_backend(pid) {Blocked}", Ct);
            await Should.ThrowAsync<NpgsqlException>(cut);
        }

        await NothingThenWholeAsync(city, handover);
    }

    [Fact]
    public async Task A_submission_without_the_log_leaves_nothing_and_is_new_when_made_again()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        city.Log.Down = true;
        await Should.ThrowAsync<DisclosureLogUnavailableException>(() => handover.SubmitAsync(Handover.MovedOf("k1", 1, 2)));
        city.Log.Down = false;

        await NothingThenWholeAsync(city, handover);
    }

    [Fact]
    public async Task A_submission_cancelled_while_it_waits_for_its_turn_leaves_the_turn_to_the_next()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        var importer = city.Importer;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task<DeliveryOutcome> first, next;
        await using (await StopWritersOfAsync(city, "read.deliveries"))
        {
            first = handover.SubmitAsync(importer, Handover.MovedOf("k1", 1, 2), Ct);
            await UntilBlockedAsync(city, first);
            var cut = handover.SubmitAsync(importer, Handover.MovedOf("k2", 3), stop.Token);
            next = handover.SubmitAsync(importer, Handover.MovedOf("k3", 4), Ct);
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(cut);
        }

        (await first).ShouldBeOfType<DeliveryOutcome.Taken>();
        (await next).ShouldBeOfType<DeliveryOutcome.Taken>();
        (await city.Database.AskAsync<string>("select string_agg(client_key, ',' order by client_key) from read.submissions", Ct)).ShouldBe("k1,k3");
    }

    private static async Task NothingThenWholeAsync(TestCity city, Handover handover)
    {
        (await city.Database.AskAsync<string>(Stored, Ct)).ShouldBe("0 0 0 0 0 0");
        var whole = (await handover.SubmitAsync(Handover.MovedOf("k1", 1, 2))).ShouldBeOfType<DeliveryOutcome.Taken>();
        (await city.Database.AskAsync<string>(Stored, Ct)).ShouldBe("2 1 0 2 1 2");
        (await handover.SubmitAsync(Handover.MovedOf("k1", 1, 2))).ShouldBeOfType<DeliveryOutcome.Repeated>().Delivery.ShouldBe(whole.Delivery);
    }

    /// <summary>Lets nobody write a table while what is returned is open; everybody may read it.</summary>
    private static async Task<NpgsqlConnection> StopWritersOfAsync(TestCity city, string table)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(city.Database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand($"begin; lock table {table} in share mode", connection);
        await command.ExecuteNonQueryAsync(Ct);
        return connection;
    }

    private static async Task UntilBlockedAsync(TestCity city, Task submission)
    {
        while (await city.Database.AskAsync<long>($"select count(*) {Blocked}", Ct) == 0)
        {
            submission.IsCompleted.ShouldBeFalse("it writes the table");
            await Task.Delay(10, Ct);
        }
    }
}

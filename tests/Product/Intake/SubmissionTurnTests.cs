using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using Npgsql;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Submissions that wait for another import take no connections from anybody and do not wait long.</summary>
public sealed class SubmissionTurnTests
{
    private const long ImportLock = 0x43_4C_49_4D_50;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_submissions_that_wait_leave_the_connections_to_others()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        await using var small = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(city.Database.ConnectionString) { MaxPoolSize = 3, Timeout = 2 }.ConnectionString);
        await using var other = await city.Database.Source.OpenConnectionAsync(Ct);
        await TakeAsync(other);
        var importer = handover.Over(small);

        var waiting = Enumerable.Range(0, 12).Select(i => handover.SubmitAsync(importer, Handover.MovedOf($"k{i}", i + 1), Ct)).ToList();
        await UntilOneWaitsAsync(city, waiting);
        await using (await small.OpenConnectionAsync(Ct))
        {
            await using var another = await small.OpenConnectionAsync(Ct);
            await GiveBackAsync(other);
        }

        (await Task.WhenAll(waiting)).ShouldAllBe(o => o is DeliveryOutcome.Taken);
    }

    [Fact]
    public async Task A_submission_during_a_long_import_is_told_to_come_again_and_then_is_new()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        await using var other = await city.Database.Source.OpenConnectionAsync(Ct);
        await TakeAsync(other);

        (await handover.SubmitAsync(Handover.MovedOf("k1", 1))).ShouldBeOfType<DeliveryOutcome.Refused>().Rule.ShouldBe(SubmittedRows.Busy);

        await GiveBackAsync(other);
        (await city.Database.AskAsync<long>("select (select count(*) from read.deliveries) + (select count(*) from read.submissions)", Ct)).ShouldBe(0);
        (await handover.SubmitAsync(Handover.MovedOf("k1", 1))).ShouldBeOfType<DeliveryOutcome.Taken>();
    }

    private static async Task UntilOneWaitsAsync(TestCity city, List<Task<DeliveryOutcome>> waiting)
    {
        while (await city.Database.AskAsync<long>($"select count(*) from pg_locks where locktype = 'advisory' and objid = {ImportLock & uint.MaxValue} and not granted", Ct) == 0)
        {
            waiting.ShouldAllBe(w => !w.IsCompleted);
            await Task.Delay(10, Ct);
        }
    }

    private static Task TakeAsync(NpgsqlConnection connection) => RunAsync(connection, $"select pg_advisory_lock({ImportLock})");

    private static Task GiveBackAsync(NpgsqlConnection connection) => RunAsync(connection, $"select pg_advisory_unlock({ImportLock})");

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}

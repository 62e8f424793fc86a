using ChildLink.Casework.Cases;
using ChildLink.Casework.Erasure;
using ChildLink.Privacy.Erasure;
using ChildLink.Tests.Product.Views;

namespace ChildLink.Tests.Product.Casework;

/// <summary>An open case stops an erasure; after it nothing of the case is left that could be read.</summary>
public sealed class ErasedCaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_case_holds_an_erasure_and_a_closed_one_does_not()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var home = Directory.CreateTempSubdirectory("childlink-ledger-").FullName;
        try
        {
            var inner = city.Planted.City;
            var book = new ErasureBook(
                inner.Database.Source, inner.Gateway, new ErasureLedger(home, Path.Combine(home, "checkpoints"), inner.Keys, ViewCity.Tenant), [new CaseHold()],
                ErasurePromise.Default, inner.Time);
            var now = await city.DecidedAsync(Ct, decision: "d");
            var other = await city.DecidedAsync(Ct, number: 2);
            (await book.RequestAsync(inner.Caller("steward", "erasure"), now.Child, "request", dryRun: false, Ct)).ShouldBeOfType<ErasureOutcome.Held>();

            await city.DoneAsync(now, new CaseCommand.Close(now.Version, "no-support", "秘密の終結理由"), Ct);
            var asked = (await book.RequestAsync(inner.Caller("steward", "erasure"), now.Child, "request", dryRun: false, Ct)).ShouldBeOfType<ErasureOutcome.Done>();
            var cipher = await inner.Database.AskAsync<string>($"select data->'texts'->>'reason' from events.mt_events where stream_id = '{now.Id}' and type = 'case_proposed'", Ct);
            (await book.ApproveAsync(inner.Caller("privacy-officer", "erasure"), asked.Erasure.Id, Ct)).ShouldBeOfType<ErasureOutcome.Done>();

            foreach (var table in new[] { "cases", "case_entries", "case_texts", "case_measures", "hand_overs", "conference_items" })
                (await inner.Database.AskAsync<long>($"select count(*) from read.{table} where resident_id = '{now.Child}'", Ct)).ShouldBe(0, table);
            (await inner.Database.AskAsync<long>($"select count(*) from vault.subject_keys where subject_id = '{now.Child}'", Ct)).ShouldBe(0);
            // The stream stays whole, its texts stand there without a key.
            (await inner.Database.AskAsync<long>($"select count(*) from events.mt_events where stream_id = '{now.Id}'", Ct)).ShouldBe(4);
            cipher.ShouldNotBeNullOrEmpty();
            (await city.TextsAsync(city.Staff(ofCase: other.Id), other.Id, Ct))["2.reason"].ShouldBe("理由2");
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task No_case_is_opened_while_an_erasure_is_at_work_on_the_child()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var child = await city.Planted.AddChildAsync(1, Ct);
        var inner = city.Planted.City;
        await using var connection = await inner.Database.Source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var grant = inner.Gateway.Grant(inner.Caller("steward", "erasure"), "erasure", Guid.NewGuid());
        (await new CaseHold().LookAsync(connection, grant, ViewCity.Tenant, child, inner.Time.GetUtcNow(), Ct)).IsHeld.ShouldBeFalse();

        var opening = city.Book.OpenAsync(city.Narrower(), new CaseOpening(child, null, null), CaseCity.Unlogged, Ct);
        await Task.Delay(200, Ct);
        opening.IsCompleted.ShouldBeFalse();
        await using (var erase = new Npgsql.NpgsqlCommand($"delete from vault.residents where resident_id = '{child}'", connection, transaction))
            await erase.ExecuteNonQueryAsync(Ct);
        await transaction.CommitAsync(Ct);
        (await opening).ShouldBeOfType<CaseOutcome.NotFound>();
    }
}

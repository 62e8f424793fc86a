using ChildLink.Tests.Acceptance.City;
using Npgsql;

namespace ChildLink.Tests.Acceptance.Failures;

/// <summary>Not even the superuser changes the log without <c>log verify</c> naming the entry.</summary>
public sealed class TamperTests
{
    [Fact]
    public async Task A_changed_or_removed_entry_is_named_by_its_sequence()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var home = await Home.CreateAsync(ct);
        await home.DoAsync(ct, "demo", "--no-serve", "--children", "40");
        (await home.DoAsync(ct, "log", "verify")).GetProperty("intact").GetBoolean().ShouldBeTrue();
        var database = await OperatorDatabase.OfAsync(home, ServedCity.Code, ct);

        // Under the triggers the owner is refused; without them the change stands.
        await Should.ThrowAsync<PostgresException>(() => database.RunAsync("update audit.entries set actor = 'nobody' where seq = 3", ct));
        await ChangeAsync("update audit.entries set actor = 'nobody' where seq = 3");
        (await FindingsAsync()).ShouldBe([3]);
        await ChangeAsync("update audit.entries set entry = set_byte(entry, 20, get_byte(entry, 20) # 1) where seq = 1");
        (await FindingsAsync()).ShouldBe([1, 3]);
        await ChangeAsync("delete from audit.entries where seq = 4");
        (await FindingsAsync()).ShouldBe([1, 3, 4]);

        async Task ChangeAsync(string statement) => (await database.RunAsync($"set session_replication_role = replica; {statement}", ct)).ShouldBe(1);

        async Task<IEnumerable<long>> FindingsAsync()
        {
            var verdict = await home.RunAsync(ct, "log", "verify", "--json");
            verdict.Exit.ShouldBe(1, verdict.Output + verdict.Error);
            verdict.Json.GetProperty("intact").GetBoolean().ShouldBeFalse();
            // Those about checkpoints and the head name the size of a tree, or nothing.
            return verdict.Json.GetProperty("findings").EnumerateArray()
                .Where(f => f.GetProperty("fault").GetString() is "Missing" or "Altered" or "Unreadable" or "ColumnDiffers")
                .Select(f => f.GetProperty("sequence").GetInt64()).Distinct().Order();
        }
    }
}

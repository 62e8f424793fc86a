using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Privacy;

/// <summary>Requests of one moment share looks at the assignments, and each gets its own person's as they are now.</summary>
public sealed class AssignmentLooksTests
{
    private const string Tenant = "152242";
    private const string Issuer = "urn:childlink:test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_of_a_crowd_gets_their_own_assignments()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        for (var i = 0; i < 5; i++)
            await AddAsync(city, book, $"person-{i}");

        var found = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => book.OfPersonAsync(Tenant, Issuer, $"person-{i % 6}", Ct)));

        for (var i = 0; i < found.Length; i++)
            found[i].Select(a => a.Person).ShouldBe(i % 6 == 5 ? [] : [$"person-{i % 6}"]);
        (await book.OfPersonAsync("999999", Issuer, "person-0", Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_asks_after_an_end_never_sees_the_assignment_in_force()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        var id = await AddAsync(city, book, "person");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var crowd = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await book.OfPersonAsync(Tenant, Issuer, "person", CancellationToken.None);
        }, Ct)));

        (await book.EndAsync(Tenant, id, "somebody", _ => Task.CompletedTask, Ct)).ShouldBeOfType<AssignmentBook.Outcome.Done>();

        for (var i = 0; i < 50; i++)
            (await book.OfPersonAsync(Tenant, Issuer, "person", Ct)).ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
        await stop.CancelAsync();
        await crowd;
    }

    [Fact]
    public async Task A_look_that_fails_fails_those_who_waited_and_nobody_after_them()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        await AddAsync(city, book, "person");

        await Should.ThrowAsync<Npgsql.PostgresException>(() => book.OfPersonAsync(Tenant, Issuer, "nul\0", Ct));

        (await book.OfPersonAsync(Tenant, Issuer, "person", Ct)).ShouldHaveSingleItem();
    }

    private static async Task<Guid> AddAsync(TestCity city, AssignmentBook book, string person)
    {
        var now = city.Time.GetUtcNow();
        var assignment = new Assignment(Guid.NewGuid(), Issuer, person, "steward", null, ["steering"], now.AddMinutes(-1), now.AddDays(1), "granter", "approver", null);
        return (await book.AddAsync(Tenant, city.Policy, assignment, _ => Task.CompletedTask, Ct)).ShouldBeOfType<AssignmentBook.Outcome.Done>().Id;
    }
}

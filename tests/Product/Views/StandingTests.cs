using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Tests.Product.GraphQL.Product;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

/// <summary>Callers who were admitted by what was last known: nothing is opened before it is confirmed, and nothing costs a trip of its own.</summary>
public sealed class StandingTests
{
    private const string Issuer = "urn:childlink:test";
    private const string Person = "school-clerk";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_known_caller_is_confirmed_in_the_trip_of_the_rows()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        var book = await BookAsync(city);
        using var scope = Open(city, book);
        using var trips = new RoundTrips();

        (await city.Views.WritePageAsync(scope, new ChildQuery(), Ct)).ShouldBeOfType<ViewOutcome.Written>();
        await scope.ReleaseAsync(Ct);

        trips.Count.ShouldBe(1);
        scope.Unconfirmed.ShouldBeNull();
        city.City.Log.Entries.ShouldHaveSingleItem().Rows.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_is_known_before_the_first_look()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.City.Database.Source, city.City.Time);
        book.Known(ViewCity.Tenant, Issuer, Person).ShouldBeNull();
        // Strangers are not remembered: tokens are cheap.
        (await book.OfPersonAsync(ViewCity.Tenant, Issuer, Person, Ct)).ShouldBeEmpty();
        book.Known(ViewCity.Tenant, Issuer, Person).ShouldBeNull();
    }

    [Theory]
    [InlineData("ended_at = '2025-01-11'")]
    [InlineData("institution = '1002'")]
    [InlineData("role = 'narrower'")]
    [InlineData("purposes = '{child-support,other}'")]
    [InlineData("valid_until = '2025-01-12'")]
    [InlineData("valid_from = '2025-01-12'")]
    [InlineData("person = 'somebody-else'")]
    public async Task Whatever_changed_in_an_assignment_throws_the_answer_away(string change)
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);

        foreach (var read in new Func<DisclosureScope, Task>[]
        {
            scope => city.Views.WritePageAsync(scope, new ChildQuery(), Ct),
            scope => city.Views.WriteOneAsync(scope, ChildDocument.Card, child.ToString("D"), Ct),
            scope => city.Views.WriteClassesAsync(scope, Ct),
            scope => scope.ReleaseAsync(Ct),
            scope => scope.RecordAsync(Ct),
            scope => scope.RefuseAsync("malformed", Ct),
        })
        {
            await city.RunAsync("truncate read.assignments", Ct);
            var book = await BookAsync(city);
            await city.RunAsync($"update read.assignments set {change}", Ct);
            var now = await new AssignmentBook(city.City.Database.Source, city.City.Time).OfPersonAsync(ViewCity.Tenant, Issuer, Person, Ct);
            using var scope = Open(city, book);
            var moved = await Should.ThrowAsync<StandingMovedException>(() => read(scope));
            moved.Assignments.Select(a => a.EndedAt).ShouldBe(now.Select(a => a.EndedAt));
            moved.Assignments.Select(a => a.Institution).ShouldBe(now.Select(a => a.Institution));
            scope.Json.BytesCommitted.ShouldBe(0);
            scope.Rows.ShouldBe(0);
        }

        city.City.Log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_assignment_throws_the_answer_away()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var book = await BookAsync(city);
        using var scope = Open(city, book);
        await AddAsync(city, book, "1002");

        (await Should.ThrowAsync<StandingMovedException>(() => city.Views.WritePageAsync(scope, new ChildQuery(), Ct))).Assignments.Count.ShouldBe(2);
        // The next guess is what was read.
        book.Known(ViewCity.Tenant, Issuer, Person)!.Assignments.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_opened_before_the_standing_is_confirmed()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        var book = await BookAsync(city);
        using var scope = Open(city, book);
        var field = FieldId.Of("child.name");
        await using var connection = await city.City.Database.Source.OpenConnectionAsync(Ct);
        await using var command = new Npgsql.NpgsqlCommand("select name from vault.residents", connection);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new RowReader(reader);
        (await rows.ReadAsync(Ct)).ShouldBeTrue();
        var name = rows.Text(0, field);
        var decision = city.City.Policy.Decide(scope.Caller.Role, scope.Caller.Purpose, field);

        Should.Throw<InvalidOperationException>(() => scope.Reveal(name, decision));
        Should.Throw<InvalidOperationException>(() => scope.RevealKey(Guid.NewGuid(), decision, null));
        await scope.ConfirmAsync(Ct);
        scope.Reveal(name, decision);
    }

    [Fact]
    public async Task A_run_that_is_not_there_and_a_page_that_is_empty_stay_two_things()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        (await city.ListAsync(city.Narrower, new ChildQuery(Count: true), Ct)).Body.ShouldContain("\"totalCount\":0");
        var elsewhere = city.City.Caller("narrower", "narrowing", context: new AccessContext("run", Guid.NewGuid()));
        (await city.ListAsync(elsewhere, new ChildQuery(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>().Code.ShouldBe(ViewRefusals.ContextUnknown);
        (await city.OneAsync(elsewhere, ChildDocument.Card, Guid.NewGuid().ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>();
        (await city.OneAsync(city.Narrower, ChildDocument.Card, Guid.NewGuid().ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
        (await city.AnswerAsync(elsewhere, scope => city.Views.WriteClassesAsync(scope, Ct), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>();
    }

    private static DisclosureScope Open(ViewCity city, AssignmentBook book)
    {
        var standing = book.Known(ViewCity.Tenant, Issuer, Person).ShouldNotBeNull();
        var identity = new Identity(Issuer, Person, MultiFactor: true, "user-entity", null, []);
        var caller = Admission.Judge(city.City.Policy, ViewCity.Tenant, identity, standing.Assignments, "child-support", null, city.City.Time.GetUtcNow())
            .ShouldBeOfType<Admission.Admitted>().Caller;
        return city.City.Gateway.Open(caller, "test", Guid.NewGuid(), standing);
    }

    private static async Task<AssignmentBook> BookAsync(ViewCity city)
    {
        var book = new AssignmentBook(city.City.Database.Source, city.City.Time);
        await AddAsync(city, book, "1001");
        (await book.OfPersonAsync(ViewCity.Tenant, Issuer, Person, Ct)).ShouldHaveSingleItem();
        return book;
    }

    private static async Task AddAsync(ViewCity city, AssignmentBook book, string institution)
    {
        var now = city.City.Time.GetUtcNow();
        var assignment = new Assignment(
            Guid.NewGuid(), Issuer, Person, "user-entity", institution, ["child-support"], now.AddDays(-1), now.AddDays(365), "granter", "approver", null);
        (await book.AddAsync(ViewCity.Tenant, city.City.Policy, assignment, _ => Task.CompletedTask, Ct)).ShouldBeOfType<AssignmentBook.Outcome.Done>();
    }
}

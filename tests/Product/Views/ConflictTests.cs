using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

/// <summary>A child with whom somebody has a conflict of interest is not there for them, whatever they ask.</summary>
public sealed class ConflictTests
{
    private const string Issuer = "urn:childlink:test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("narrower")]
    [InlineData("steward")]
    [InlineData("analyst")]
    [InlineData("school")]
    public async Task Lists_counts_and_single_looks_leave_the_child_out(string role)
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var other = await city.AddChildAsync(1, Ct);
        var own = await city.AddChildAsync(2, Ct);
        await city.AddChildAsync(3, Ct);
        var caller = role switch { "narrower" => city.Narrower, "steward" => city.Steward, "analyst" => city.Analyst, _ => city.SchoolOf("1001") };
        var blocked = caller with { BlockedChildren = BlockedChildren.Of([own]) };

        (await CountAsync(city, caller)).ShouldBe(3);
        (await CountAsync(city, blocked)).ShouldBe(2);
        var (_, body) = await city.ListAsync(blocked, new ChildQuery(Count: true, Size: 1), Ct);
        var next = JsonDocument.Parse(body).RootElement.GetProperty("page").GetProperty("next").GetString();
        ViewCity.Items((await city.ListAsync(blocked, new ChildQuery(Cursor: next), Ct)).Body).Length.ShouldBe(1);
        foreach (var grade in role is "narrower" or "school" ? new[] { "3" } : [])
            ViewCity.Items((await city.ListAsync(blocked, new ChildQuery(Grade: grade), Ct)).Body).Length.ShouldBe(2);
        if (role is "analyst")
            return;
        foreach (var document in new[] { ChildDocument.Card, ChildDocument.Result, ChildDocument.Factors })
        {
            (await city.OneAsync(caller, document, own.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Written>();
            (await city.OneAsync(blocked, document, own.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
            (await city.OneAsync(blocked, document, other.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Written>();
        }
    }

    [Fact]
    public async Task Classes_households_and_differences_leave_the_child_out()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var sibling = await city.AddChildAsync(1, Ct, household: "H7");
        var own = await city.AddChildAsync(2, Ct, household: "H7");
        var before = Guid.NewGuid();
        await city.AddRunAsync(before, Ct);
        await city.RunAsync("update read.screening_runs set as_of = '2024-01-10' where id = $1", Ct, before);
        var blocked = city.Narrower with { BlockedChildren = BlockedChildren.Of([own]) };

        var classes = await city.AnswerAsync(blocked, s => city.Views.WriteClassesAsync(s, Ct), Ct);
        ViewCity.Items(classes.Body).Sum(g => g.GetProperty("children").GetInt32()).ShouldBe(1);
        var household = await city.AnswerAsync(blocked, s => city.Dossiers.WriteHouseholdAsync(s, sibling.ToString(), Ct), Ct);
        household.Body.ShouldContain(ViewCity.Name(1));
        household.Body.ShouldNotContain(ViewCity.Name(2));
        (await city.AnswerAsync(blocked, s => city.Dossiers.WriteHouseholdAsync(s, own.ToString(), Ct), Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
        var all = await city.AnswerAsync(city.Narrower, s => city.Differences.WriteAsync(s, new RunDifferenceQuery(before), Ct), Ct);
        var without = await city.AnswerAsync(blocked, s => city.Differences.WriteAsync(s, new RunDifferenceQuery(before), Ct), Ct);
        ViewCity.Items(all.Body).Length.ShouldBe(2);
        ViewCity.Items(without.Body).Length.ShouldBe(1);
        without.Body.ShouldNotContain(own.ToString());
        JsonDocument.Parse(without.Body).RootElement.GetRawText().ShouldNotContain("\"entered\":2");
    }

    [Fact]
    public async Task A_declaration_takes_effect_with_the_next_request_and_covers_those_who_live_there_then()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var first = await city.AddChildAsync(1, Ct, household: "H7");
        var second = await city.AddChildAsync(2, Ct, household: "H7");
        var third = await city.AddChildAsync(3, Ct, household: "H8");
        var (book, conflicts) = (new AssignmentBook(city.City.Database.Source, city.City.Time), new ConflictBook(city.City.Database.Source, city.City.Time));
        var now = city.City.Time.Now;
        await book.AddAsync(
            ViewCity.Tenant, city.City.Policy,
            new Assignment(Guid.NewGuid(), Issuer, "narrower-1", "narrower", null, ["narrowing"], now.AddDays(-1), now.AddDays(1), "a", "b", null), _ => Task.CompletedTask, Ct);
        (await CallerAsync()).BlockedChildren.IsEmpty.ShouldBeTrue();

        var declared = await conflicts.DeclareAsync(ViewCity.Tenant, Issuer, "narrower-1", first, household: true, "narrower-1", (_, _) => Task.CompletedTask, Ct);
        var again = await conflicts.DeclareAsync(ViewCity.Tenant, Issuer, "narrower-1", first, household: true, "steward-1", (_, _) => Task.CompletedTask, Ct);

        again.Id.ShouldBe(declared.Id);
        (await CallerAsync()).BlockedChildren.Children.ShouldBe([first, second], ignoreOrder: true);
        (await CountAsync(city, await CallerAsync())).ShouldBe(1);
        await city.RunAsync("update vault.residents set household_number = 'H7' where resident_id = $1", Ct, third);
        (await CallerAsync()).BlockedChildren.Contains(third).ShouldBeTrue();

        (await conflicts.EndAsync(ViewCity.Tenant, declared.Id, "narrower-1", (_, _) => Task.CompletedTask, Ct)).ShouldBeNull("nobody frees themselves");
        (await CallerAsync()).BlockedChildren.IsEmpty.ShouldBeFalse();
        (await conflicts.EndAsync(ViewCity.Tenant, declared.Id, "steward-1", (_, _) => Task.CompletedTask, Ct)).ShouldNotBeNull();
        (await CallerAsync()).BlockedChildren.IsEmpty.ShouldBeTrue();

        // Whom the register does not hold can be declared all the same, and nobody is told.
        await conflicts.DeclareAsync(ViewCity.Tenant, Issuer, "narrower-1", Guid.NewGuid(), household: false, "narrower-1", (_, _) => Task.CompletedTask, Ct);
        (await CallerAsync()).BlockedChildren.Children.Count.ShouldBe(1);

        async Task<Caller> CallerAsync() => Admission.Judge(
            city.City.Policy, ViewCity.Tenant, new Identity(Issuer, "narrower-1", true, null, null, []),
            await book.OfPersonAsync(ViewCity.Tenant, Issuer, "narrower-1", Ct), "narrowing", city.RunContext, city.City.Time.Now)
            .ShouldBeOfType<Admission.Admitted>().Caller;
    }

    private static async Task<int> CountAsync(ViewCity city, Caller caller) => JsonDocument
        .Parse((await city.ListAsync(caller, new ChildQuery(Count: true), Ct)).Body).RootElement.GetProperty("page").GetProperty("totalCount").GetInt32();
}

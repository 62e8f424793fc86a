using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Casework;

/// <summary>Which children exist for whoever works on cases.</summary>
public sealed class OpenCaseRowTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_opens_its_own_child_and_no_other()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        var other = await city.AddChildAsync(2, Ct);
        var id = await city.AddCaseAsync(child, Ct, worker: "somebody-else");
        await city.AddCaseAsync(other, Ct, worker: "somebody-else");
        var caller = city.City.Caller("narrower", "case-work", context: new AccessContext("case", id));

        (await NamesAsync(city, caller)).ShouldBe([ViewCity.Name(1)]);
        (await city.OneAsync(caller, ChildDocument.Factors, child.ToString(), Ct)).Body.ShouldContain($"{ViewCity.Raw(1)}");
        (await city.OneAsync(caller, ChildDocument.Card, other.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
    }

    [Fact]
    public async Task Without_a_context_the_caller_sees_the_children_of_their_own_cases()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddCaseAsync(await city.AddChildAsync(1, Ct), Ct);
        await city.AddCaseAsync(await city.AddChildAsync(2, Ct), Ct, worker: "somebody-else");
        await city.AddChildAsync(3, Ct);

        (await NamesAsync(city, city.City.Caller("narrower", "case-work"))).ShouldBe([ViewCity.Name(1)]);
        (await NamesAsync(city, city.City.Caller("narrower", "case-work", person: "nobody-s-worker"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_conference_opens_the_children_on_its_agenda()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var (one, two) = (await city.AddChildAsync(1, Ct), await city.AddChildAsync(2, Ct));
        var (first, second) = (await city.AddCaseAsync(one, Ct, worker: "somebody-else"), await city.AddCaseAsync(two, Ct, worker: "somebody-else"));
        var conference = await city.AddConferenceAsync(Ct, (first, one));
        await city.AddConferenceAsync(Ct, (second, two));

        (await NamesAsync(city, city.City.Caller("narrower", "case-work", context: new AccessContext("conference", conference)))).ShouldBe([ViewCity.Name(1)]);
    }

    [Fact]
    public async Task A_child_who_moved_out_stays_with_the_open_case_and_is_nowhere_else()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, movedOut: new DateOnly(2024, 12, 1));
        await city.AddCaseAsync(child, Ct);

        (await NamesAsync(city, city.City.Caller("narrower", "case-work"))).ShouldBe([ViewCity.Name(1)]);
        (await NamesAsync(city, city.Narrower)).ShouldBeEmpty();
        (await NamesAsync(city, city.SchoolOf("1001"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_closed_case_opens_nobody_and_its_context_is_no_context()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var id = await city.AddCaseAsync(await city.AddChildAsync(1, Ct), Ct, isClosed: true);

        (await NamesAsync(city, city.City.Caller("narrower", "case-work"))).ShouldBeEmpty();
        foreach (var context in new[] { new AccessContext("case", id), new AccessContext("case", Guid.NewGuid()), new AccessContext("conference", Guid.NewGuid()) })
        {
            var (outcome, _) = await city.ListAsync(city.City.Caller("narrower", "case-work", context: context), new ChildQuery(), Ct);
            outcome.ShouldBeOfType<ViewOutcome.Refused>().Code.ShouldBe(ViewRefusals.ContextUnknown);
        }
    }

    [Fact]
    public async Task A_case_without_a_run_shows_the_child_without_a_result()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, inRun: false);
        var id = await city.AddCaseAsync(child, Ct, ofRun: false);
        var caller = city.City.Caller("narrower", "case-work", context: new AccessContext("case", id));

        var (_, body) = await city.ListAsync(caller, new ChildQuery(Fields: ["name", "schoolAge", "points", "householdSize"]), Ct);

        var only = ViewCity.Items(body).ShouldHaveSingleItem();
        only.GetProperty("schoolAge").GetInt64().ShouldBe(8);
        only.GetProperty("points").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await city.OneAsync(caller, ChildDocument.Household, child.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Written>();
    }

    [Fact]
    public async Task The_address_of_a_protected_household_stays_hidden_in_a_case()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddCaseAsync(await city.AddChildAsync(1, Ct, isProtected: true), Ct);

        var (_, body) = await city.ListAsync(city.City.Caller("narrower", "case-work"), new ChildQuery(Fields: ["name", "address", "householdSize"]), Ct);

        body.ShouldContain(ViewCity.Name(1));
        body.ShouldNotContain(ViewCity.Address(1));
        ViewCity.Items(body)[0].GetProperty("householdSize").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    private static async Task<IEnumerable<string?>> NamesAsync(ViewCity city, Caller caller)
    {
        var (outcome, body) = await city.ListAsync(caller, new ChildQuery(), Ct);
        outcome.ShouldBeOfType<ViewOutcome.Written>();
        return ViewCity.Items(body).Select(i => i.GetProperty("name").GetString());
    }
}

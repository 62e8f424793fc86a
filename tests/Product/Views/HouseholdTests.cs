using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

public sealed class HouseholdTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_narrower_sees_who_lives_with_a_candidate_today()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        await city.AddChildAsync(2, Ct, candidate: false, household: "H1");
        await city.AddAdultAsync(3, "H1", Ct);
        await city.AddAdultAsync(4, "H1", Ct, movedOut: new DateOnly(2024, 1, 1));
        await city.AddAdultAsync(5, "H9", Ct);

        var household = JsonDocument.Parse((await AskAsync(city, city.Narrower, child)).Body).RootElement;

        household.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("name").GetString())
            .ShouldBe([ViewCity.Name(3), ViewCity.Name(1), ViewCity.Name(2)], ignoreOrder: true);
        var eldest = household.GetProperty("members")[0];
        eldest.GetProperty("relation").GetString().ShouldBe("妻");
        eldest.GetProperty("birthDate").GetString().ShouldBe("1985-02-03");
        eldest.TryGetProperty("address", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_protected_household_looks_like_no_household()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var hidden = await city.AddChildAsync(1, Ct, isProtected: true);
        await city.AddAdultAsync(3, "H1", Ct);
        var alone = await city.AddChildAsync(2, Ct);
        await city.RunAsync("update vault.residents set household_number = null where resident_id = $1", Ct, alone);

        var (_, body) = await AskAsync(city, city.Narrower, hidden);
        var (_, without) = await AskAsync(city, city.Narrower, alone);

        body.ShouldNotContain(ViewCity.Name(3));
        JsonDocument.Parse(body).RootElement.GetProperty("members").GetArrayLength().ShouldBe(0);
        body.Replace(hidden.ToString(), "", StringComparison.Ordinal).Replace(ViewCity.Name(1), "", StringComparison.Ordinal)
            .ShouldBe(without.Replace(alone.ToString(), "", StringComparison.Ordinal).Replace(ViewCity.Name(2), "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stale_list_of_protection_hides_every_household()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        await city.RunAsync("update vault.protection_lists set received_at = received_at - interval '400 days'", Ct);

        JsonDocument.Parse((await AskAsync(city, city.Narrower, child)).Body).RootElement.GetProperty("members").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_else_sees_a_member_of_a_household()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        await city.AddAdultAsync(3, "H1", Ct);
        var outside = await city.AddChildAsync(2, Ct, candidate: false);

        foreach (var caller in new[] { city.Steward, city.SchoolOf("1001") })
        {
            var (_, body) = await AskAsync(city, caller, child);
            body.ShouldNotContain(ViewCity.Name(3));
            var document = JsonDocument.Parse(body).RootElement;
            document.GetProperty("members").GetArrayLength().ShouldBe(0);
            document.GetProperty("extensions").GetProperty("withheld").EnumerateArray()
                .Select(w => w.GetProperty("path").GetString()).ShouldContain("members[].name");
        }

        (await AskAsync(city, city.Narrower, outside)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
    }

    private static Task<(ViewOutcome Outcome, string Body)> AskAsync(ViewCity city, Caller caller, Guid child) =>
        city.AnswerAsync(caller, scope => city.Dossiers.WriteHouseholdAsync(scope, child.ToString(), Ct), Ct);
}

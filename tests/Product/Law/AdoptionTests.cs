using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Oversight.Review;
using ChildLink.Tests.Product.OpenApi;
using ChildLink.Tests.Product.Privacy;
using static ChildLink.Tests.Product.Law.AdoptionDoor;

namespace ChildLink.Tests.Product.Law;

/// <summary>A city that serves only what a steward and a privacy officer adopted, over HTTP.</summary>
public sealed class AdoptionTests : IDisposable
{
    private readonly PolicyCopy copy = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_served_before_two_people_of_two_roles_adopted_it()
    {
        await using var city = await OpenAsync();
        var hash = city.Municipality.Policy.Hash;

        (await AskAsync(city, "steward", "GET", "/v1/screening-runs", null)).ShouldBe("policy-not-adopted", 503);
        (await GraphAsync(city, "steward", "{ screeningRuns { id } }")).ShouldContain("policy-not-adopted");
        (await AskAsync(city, "steward", "GET", "/v1/policy/decisions/child.name", null)).Status.ShouldBe(200);
        (await AskAsync(city, null, "GET", "/health/ready", null)).ShouldBe("policy-not-adopted", 503);

        (await AskAsync(city, "steward", "POST", "/v1/policy/bundles", Hash(new string('0', 64)))).ShouldBe("policy-changed", 409);
        var proposal = (await AskAsync(city, "steward", "POST", "/v1/policy/bundles", Hash(hash))).Body["id"]!.GetValue<string>();
        var adopt = $"/v1/policy/bundles/{proposal}/adopt";
        (await AskAsync(city, "steward", "GET", "/v1/screening-runs", null)).ShouldBe("policy-not-adopted", 503);
        (await AskAsync(city, "steward", "POST", adopt, Hash(hash))).ShouldBe("request-malformed", 400);
        (await AskAsync(city, "steward", "POST", adopt, Hash(hash), person: "other-steward")).ShouldBe("request-malformed", 400);
        (await AskAsync(city, "privacy-officer", "POST", adopt, Hash(hash), person: "test-steward")).ShouldBe("request-malformed", 400);
        (await AskAsync(city, "privacy-officer", "POST", adopt, Hash(new string('0', 64)))).ShouldBe("request-malformed", 400);
        (await AskAsync(city, "privacy-officer", "POST", $"/v1/policy/bundles/{Guid.NewGuid()}/adopt", Hash(hash))).ShouldBe("not-found", 404);
        (await AskAsync(city, "analyst", "POST", adopt, Hash(hash))).ShouldBe("operation-not-allowed", 403);

        (await AskAsync(city, "privacy-officer", "POST", adopt, Hash(hash))).Status.ShouldBe(200);
        (await AskAsync(city, "privacy-officer", "POST", adopt, Hash(hash))).ShouldBe("policy-already-adopted", 409);
        (await AskAsync(city, "steward", "GET", "/v1/screening-runs", null)).Status.ShouldBe(200);
        var ready = await AskAsync(city, null, "GET", "/health/ready", null);
        ready.Status.ShouldBe(200);
        ready.Body["policy"]!["served"]!.GetValue<string>().ShouldBe(hash);
        var list = (await AskAsync(city, "privacy-officer", "GET", "/v1/policy/bundles", null)).Body;
        list["adopted"]!.GetValue<string>().ShouldBe(hash);
        list["items"]!.AsArray().ShouldHaveSingleItem()!["proposedRole"]!.GetValue<string>().ShouldBe("steward");
        var logged = await city.Municipality.LogReader.PageAsync(city.Municipality.Code, new AccessLogQuery { Limit = 50 }, Ct);
        logged.Count(e => e.Entry is { Operation: "POST /v1/policy/bundles/{id}/adopt", Outcome: "released" }).ShouldBe(1);
        logged.ShouldAllBe(e => e.Entry.Policy == hash);
    }

    [Fact]
    public async Task An_unknown_policy_on_disk_is_not_served_and_a_node_behind_answers_503_until_it_is_opened_anew()
    {
        await using var first = await OpenAsync();
        var old = first.Municipality.Policy.Hash;
        await AdoptAsync(first, old);
        copy.Append("disclosure.yaml", "  - { id: X-9, why: w, role: steward, purpose: share-decision, clear: [child.class] }\n");

        // Files changed: what was adopted is served all the same, from the database.
        await using (var second = await Municipality(first))
        {
            second.Policy.Hash.ShouldBe(old);
            second.Standing.DiskWaits.ShouldBeTrue();
            (await second.ClosedAsync(Ct)).ShouldBeNull();
            second.Policy.Decide("steward", "share-decision", ChildLink.Privacy.Guarding.FieldId.Of("child.class")).Rule.ShouldBe("default");
            second.City.Provisions.Count.ShouldBe(first.Municipality.City.Provisions.Count);
        }

        var next = ChildLink.Api.Composition.Municipality.Compile(first.Municipality.Place).Policy.Hash;
        next.ShouldNotBe(old);
        await AdoptAsync(first, next);

        (await AskAsync(first, "steward", "GET", "/v1/screening-runs", null)).ShouldBe("policy-behind", 503);
        (await GraphAsync(first, "steward", "{ screeningRuns { id } }")).ShouldContain("policy-behind");
        (await AskAsync(first, null, "GET", "/health/ready", null)).ShouldBe("policy-behind", 503);
        (await first.Municipality.ClosedAsync(Ct)).ShouldBe(ProblemCode.PolicyBehind);
        await using var reopened = await Municipality(first);
        reopened.Policy.Hash.ShouldBe(next);
        reopened.Standing.DiskWaits.ShouldBeFalse();
        (await reopened.ClosedAsync(Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Files_that_do_not_compile_leave_the_adopted_policy_standing_and_tampered_files_are_written_anew()
    {
        await using var city = await OpenAsync();
        await AdoptAsync(city, city.Municipality.Policy.Hash);
        copy.Append("roles.yaml", "  - { id: broken\n");
        copy.Append("municipalities/152242/support.yaml", "measures:\n");
        copy.Replace("municipalities/152242/city.yaml", "10(?!00)[0-9]{2}", "10(?!00");

        await using (var served = await Municipality(city))
        {
            served.Policy.Hash.ShouldBe(city.Municipality.Policy.Hash);
            served.Standing.OnDisk.ShouldBeNull();
        }

        var kept = Directory.EnumerateFiles(city.Municipality.Place.AdoptedPolicies, "disclosure.yaml", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await File.AppendAllTextAsync(kept, "  - { id: X, why: w, role: steward, purpose: share-decision, clear: [child.name] }\n", Ct);
        await using (var served = await Municipality(city))
            served.Policy.Decide("steward", "share-decision", ChildLink.Privacy.Guarding.FieldId.Of("child.name")).Rule.ShouldBe("default");
    }

    [Fact]
    public async Task Damaged_files_in_the_database_open_nothing()
    {
        await using var city = await OpenAsync();
        await AdoptAsync(city, city.Municipality.Policy.Hash);
        copy.Append("purposes.yaml", "# another\n");
        await city.Database.RunAsync("update read.policy_bundles set hash = repeat('0', 64)", Ct);

        (await ChildLink.Api.Composition.Municipality.OpenAsync(city.Municipality.Place, TimeProvider.System, Ct))
            .ShouldBeOfType<Opening.Refused>().Code.ShouldBe(Opening.Codes.PolicyInvalid);
    }

    public void Dispose() => copy.Dispose();

    private static async Task<Municipality> Municipality(ServedCity city) =>
        (await ChildLink.Api.Composition.Municipality.OpenAsync(city.Municipality.Place, TimeProvider.System, Ct)).ShouldBeOfType<Opening.Opened>().Municipality;

    private Task<ServedCity> OpenAsync() => AdoptionDoor.OpenAsync(copy.Folder, Ct);
}

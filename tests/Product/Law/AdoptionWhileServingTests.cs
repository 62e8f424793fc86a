using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.OpenApi;
using ChildLink.Tests.Product.Privacy;
using static ChildLink.Tests.Product.Law.AdoptionDoor;

namespace ChildLink.Tests.Product.Law;

/// <summary>What a process that serves learns of adoptions by others and of files that change.</summary>
public sealed class AdoptionWhileServingTests : IDisposable
{
    private readonly PolicyCopy copy = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_adoption_takes_effect_at_once_also_in_a_process_that_needed_none_so_far()
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        await using var running = await WithoutAdoptionAsync(city.Municipality.Place);
        running.Standing.Required.ShouldBeFalse();
        (await running.ClosedAsync(Ct)).ShouldBeNull();

        copy.Append("disclosure.yaml", "# another\n");
        await AdoptAsync(city, HashOnDisk(city));

        (await running.ClosedAsync(Ct)).ShouldBe(ProblemCode.PolicyBehind);
        await using var reopened = await WithoutAdoptionAsync(city.Municipality.Place);
        reopened.Policy.Hash.ShouldBe(HashOnDisk(city));
        (await reopened.ClosedAsync(Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Adopting_what_is_served_closes_nothing()
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        await using var running = await WithoutAdoptionAsync(city.Municipality.Place);

        await AdoptAsync(city, running.Policy.Hash);

        (await running.ClosedAsync(Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Files_that_change_while_a_process_serves_are_told_of_at_the_next_look()
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        var served = city.Municipality.Policy.Hash;
        await AdoptAsync(city, served);
        city.Municipality.LookAtDisk().ShouldBeFalse();

        copy.Append("disclosure.yaml", "# another\n");
        city.Municipality.LookAtDisk().ShouldBeTrue();
        city.Municipality.LookAtDisk().ShouldBeFalse();
        (await AskAsync(city, null, "GET", "/health/ready", null)).Body["policy"]!["filesWaitForAdoption"]!.GetValue<bool>().ShouldBeTrue();
        var bundles = (await AskAsync(city, "privacy-officer", "GET", "/v1/policy/bundles", null)).Body;
        bundles["onDisk"]!.GetValue<string>().ShouldBe(HashOnDisk(city));
        bundles["served"]!.GetValue<string>().ShouldBe(served);

        copy.Append("disclosure.yaml", "  - { id: broken\n");
        city.Municipality.LookAtDisk().ShouldBeTrue();
        city.Municipality.Standing.OnDisk.ShouldBeNull();

        copy.Replace("disclosure.yaml", "# another\n  - { id: broken\n", "");
        city.Municipality.LookAtDisk().ShouldBeTrue();
        city.Municipality.Standing.DiskWaits.ShouldBeFalse();
    }

    public void Dispose() => copy.Dispose();

    private string HashOnDisk(ServedCity city) => PolicyCompiler.HashOf(copy.Folder, city.Municipality.Place.CityFolder);

    private static async Task<Municipality> WithoutAdoptionAsync(MunicipalityPlace place) =>
        (await Municipality.OpenAsync(
            new MunicipalityPlace
            {
                Code = place.Code,
                ConnectionString = place.ConnectionString,
                SyntheticCluster = Guid.NewGuid(),
                Policies = place.Policies,
                CityFolder = place.CityFolder,
                Keys = place.Keys,
                Checkpoints = place.Checkpoints,
            },
            TimeProvider.System, Ct)).ShouldBeOfType<Opening.Opened>().Municipality;
}

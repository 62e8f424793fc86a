using System.Text;
using ChildLink.Screening.Features;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

/// <summary>
/// The shared synthetic cities, each imported and linked once for all tests that only read it. Its policy has a plan with
/// every item, and there alone protection measures and support may be screened, so that their rules can be held to the truth.
/// </summary>
public sealed class WholeCities : IAsyncDisposable
{
    /// <summary>Collection of the tests that share them.</summary>
    public const string Shared = "whole cities";

    /// <summary>The plan with every item.</summary>
    public const string Plan = "every-item";

    // Tests of the collection run one after another: nobody else asks meanwhile.
    private readonly Dictionary<string, WholeCity> cities = new(StringComparer.Ordinal);

    /// <summary>A city by name (<c>sado</c>, <c>small</c>); skips the test where the shared data is not there.</summary>
    public async Task<WholeCity> OfAsync(string name)
    {
        var folder = RepositoryFolders.SharedCity(name);
        Assert.SkipWhen(folder is null, "The shared synthetic cities are not on this machine (CHILDLINK_SHARED_DATA).");
        if (!cities.TryGetValue(name, out var city))
            cities[name] = city = await MakeAsync(name, folder);
        return city;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var city in cities.Values)
            await city.DisposeAsync();
    }

    private static async Task<WholeCity> MakeAsync(string name, string folder)
    {
        var ct = TestContext.Current.CancellationToken;
        var policy = new MunicipalityCopy(name == "sado" ? "152242" : "999993")
            .Replace("provisions/support-measures.yaml", "purposes: [narrowing]", "purposes: [narrowing, screening]")
            .Replace("provisions/address-protection-list.yaml", "purposes: [address-protection]", "purposes: [screening]")
            .Replace(
                "provisions/address-protection-list.yaml", "id: DV-GUIDELINE",
                "id: APPI-69-2-2\n  grounds: for the test only\n  approver: for the test only\n  until: 2030-04-01")
            .Write($"plans/{Plan}.yaml", PlanOfEveryItem());
        var city = await TestCity.CreateAsync(ct, policy.Folder);
        await city.ImportAsync(ct, Path.Combine(folder, "raw"));
        return new WholeCity(folder, city, await city.LinkAsync(ct), policy);
    }

    private static string PlanOfEveryItem()
    {
        var plan = new StringBuilder($"id: {Plan}\nja: 全項目\nen: Every item\ndifficulty: any\nitems:\n");
        foreach (var item in ItemCatalogue.All)
            plan.Append($"  - {{ item: {item.Code}, ja: {item.Code}, en: {item.Code}{(item.Code == "F45" ? ", counts: basic, atLeast: 1" : "")} }}\n");
        return plan.Append("select: { atLeastBasic: 1 }\nreasons: []\n").ToString();
    }
}

/// <summary>Tests of this collection run one after another and share the cities.</summary>
[CollectionDefinition(WholeCities.Shared)]
public sealed class WholeCitiesDefinition : ICollectionFixture<WholeCities>;

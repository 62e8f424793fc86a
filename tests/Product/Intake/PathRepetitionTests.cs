using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A delivery is replaced by a later one in its own place only: names repeat from month to month.</summary>
public sealed class PathRepetitionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_one_name_in_several_folders_add_nothing_again_in_whatever_way_they_are_named()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write($"m1/{RegisterFile}", RegisterHeader, Resident(1, ("住所", "甲")));
        folder.Write($"m2/{RegisterFile}", RegisterHeader, Resident(1, ("住所", "乙")));
        string[] both = [Path.Combine(folder.Path, "m1"), Path.Combine(folder.Path, "m2")];
        await city.ImportAsync(Ct, folder.Path);
        var events = await StoreShape.EventsAsync(city, Ct);

        foreach (var paths in new[] { [folder.Path], both, [folder.Path], both })
        {
            city.Time.Now += TimeSpan.FromDays(1);
            (await city.ImportAsync(Ct, paths)).ShouldAllBe(o => o is DeliveryOutcome.Repeated);
        }

        (await StoreShape.EventsAsync(city, Ct)).SetEquals(events).ShouldBeTrue();
        (await city.Database.AskAsync<string>("select address from vault.residents", Ct)).ShouldBe("乙");
    }

    [Fact]
    public async Task A_change_taken_back_in_one_place_counts_although_another_place_holds_the_name_too()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write($"other/{RegisterFile}", RegisterHeader, Resident(2));
        foreach (var address in new[] { "甲", "乙", "甲", "乙" })
        {
            city.Time.Now += TimeSpan.FromMinutes(1);
            folder.Write($"main/{RegisterFile}", RegisterHeader, Resident(1, ("住所", address)));

            var outcomes = await city.ImportAsync(Ct, folder.Path);

            outcomes.Single(o => o.File.StartsWith("main/", StringComparison.Ordinal)).ShouldBeOfType<DeliveryOutcome.Taken>();
            (await city.Database.AskAsync<string>("select address from vault.residents where resident_code = '0000000001'", Ct)).ShouldBe(address);
        }
    }
}

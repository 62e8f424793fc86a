using ChildLink.Privacy.Sealing;
using ChildLink.Records.Linkage;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Linkage;

/// <summary>Linkage over whole synthetic cities, measured against what is true of them. Shares count every delivered row, held-back ones too.</summary>
[Collection(WholeCities.Shared)]
public sealed class SharedCityLinkageTests(WholeCities cities)
{
    /// <summary>Least share of linked rows by the beginning of the file's name; a source that a city does not have counts as whole.</summary>
    private static readonly (string File, double Share)[] Shares =
    [
        ("産婦健診_EPDS", 0.98), ("産婦訪問アンケート", 0.98), ("周産期連絡会", 0.97), ("chikoku_", 0.97), ("kenshin_", 0.96), ("kokoro_", 0.96), ("seikatsu_", 0.98),
        ("SSW相談記録", 1), ("水道料金滞納者一覧", 1),
    ];

    [Theory]
    [InlineData("small", 0.978, 0.983)]
    [InlineData("sado", 0.993, 0.992)]
    public async Task No_link_is_wrong_and_nearly_every_row_has_one(string name, double rosterShare, double attendanceShare)
    {
        var ct = TestContext.Current.CancellationToken;
        var whole = await cities.OfAsync(name);
        var (city, folder, report) = (whole.City, whole.Folder, whole.Links);

        var ids = new SubjectIds(city.Keys.Derive("subjects", city.City.Code));
        var truth = TrueLinks.Read(folder, code => ids.Of(SubjectKind.Resident, code));
        var found = await LinkedRow.AllAsync(city.Database, ct);
        truth.Wrong(found).ShouldBeEmpty();
        truth.Share("meibo_", found).ShouldBeGreaterThanOrEqualTo(rosterShare);
        truth.Share("shukketsu_", found).ShouldBeGreaterThanOrEqualTo(attendanceShare);
        truth.Share("不登校傾向", found).ShouldBeGreaterThanOrEqualTo(0.98);
        foreach (var (file, share) in Shares)
            truth.Share(file, found).ShouldBeGreaterThanOrEqualTo(share, file);
        report.Counts.Where(c => c.Status != LinkStatus.Linked).ShouldAllBe(c => c.Cause != null);
        city.Log.Entries.ShouldContain(e => e.Operation == "link");
    }

    [Fact]
    public async Task Linking_again_changes_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = RepositoryFolders.SharedCity("small");
        Assert.SkipWhen(folder is null, "The shared synthetic cities are not there; set CHILDLINK_SHARED_DATA to run this.");
        await using var city = await TestCity.CreateAsync(ct);
        await city.ImportAsync(ct, Path.Combine(folder, "raw"));
        var first = await city.LinkAsync(ct);
        var events = await city.Database.AskAsync<long>("select count(*) from events.mt_events", ct);

        var second = await city.LinkAsync(ct);

        second.Counts.ShouldBe(first.Counts);
        (await city.Database.AskAsync<long>("select count(*) from events.mt_events", ct)).ShouldBe(events);
    }
}

using ChildLink.Privacy.Policy;
using ChildLink.Records.Intake;
using ChildLink.Records.Store;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Intake;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Provisions;

/// <summary>Decimal numbers, and numbers that people write with their unit.</summary>
public sealed class NumberCellTests
{
    private const string CheckHeader = "学年,組,番号,氏名,身長,体重,未処置歯数,検査日";

    private const string SurveyHeader =
        "学年,組,氏名,回答日時,心の体温_朝,心の体温_学校,心の体温_家,つらい時間_学校_登校,つらい時間_学校_授業,つらい時間_学校_休み時間,"
        + "つらい時間_学校_給食,つらい時間_学校_放課後,つらい時間_学校_部活習い事,つらい時間_家_起床,つらい時間_家_夕食,つらい時間_家_夜,"
        + "つらい時間_家_休日,つらい時間_家_就寝,困りごと_勉強,困りごと_体調,困りごと_友だち,困りごと_家族,困りごと_お金,困りごと_将来,"
        + "クラスの悩み_居場所,クラスの悩み_からかい,クラスの悩み_先生,クラスの悩み_班活動,クラスの悩み_無視";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("111.8", "111.8")]
    [InlineData("１１１．８", "111.8")]
    [InlineData("112.0", "112")]
    [InlineData("112", "112")]
    [InlineData("", null)]
    public async Task A_decimal_number_is_stored_in_its_shortest_form(string cell, string? stored)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("kenshin_1001_2024.csv", CheckHeader, $"1,1,1,印 一,{cell},24.0,0,2024-04-21");

        var taken = (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();

        taken.Counts.Accepted.ShouldBe(1);
        (await StoredAsync(city, "school-health-check", "school-health.height")).ShouldBe(stored);
    }

    [Theory]
    [InlineData("111,8", FindingRules.NotANumber)]
    [InlineData("約112", FindingRules.NotANumber)]
    [InlineData("1e2", FindingRules.NotANumber)]
    [InlineData("49.9", FindingRules.OutOfRange)]
    [InlineData("250.1", FindingRules.OutOfRange)]
    public async Task What_is_no_number_or_no_height_is_held_back(string cell, string rule)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("kenshin_1001_2024.csv", CheckHeader, $"1,1,1,印 一,\"{cell}\",24.0,0,2024-04-21");

        var taken = (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();

        taken.Counts.Quarantined.ShouldBe(1);
        taken.Rules.Keys.ShouldContain(rule);
    }

    [Theory]
    [InlineData("5", true)]
    [InlineData("５年", true)]
    [InlineData("5 年", true)]
    [InlineData("5組", false)]
    [InlineData("年", false)]
    public async Task A_pupil_may_write_the_grade_with_its_unit(string cell, bool taken)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("kokoro_1001_202405.csv", SurveyHeader, $"{cell},1,印 一,2024/5/16,36,36,36,0,0,0,0,0,0,0,0,0,0,0,4,4,4,2,4,4,4,4,4,3,4");

        var outcome = (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();

        (outcome.Counts.Accepted, outcome.Counts.Quarantined).ShouldBe(taken ? (1, 0) : (0, 1));
        if (taken)
            (await StoredAsync(city, "mind-health-survey", "mind.grade")).ShouldBe("5");
    }

    [Fact]
    public void A_unit_behind_anything_but_a_number_is_a_fault()
    {
        using var copy = new MunicipalityCopy();
        copy.Replace("provisions/mind-health-survey.yaml", "{ name: 組, item: mind.class, type: text }", "{ name: 組, item: mind.class, type: text, unit: 組 }");

        Should.Throw<PolicyException>(() => copy.City).Problems.ShouldHaveSingleItem().Message.ShouldContain("unit");
    }

    private static async Task<string?> StoredAsync(TestCity city, string provision, string item)
    {
        await using var connection = await city.Database.Source.OpenConnectionAsync(Ct);
        var reading = new CurrentRecords(city.City, city.Keys, city.Time);
        using var ring = await reading.KeysAsync(connection, Ct);
        var grant = city.Gateway.Grant(city.Steward, "linkage", Guid.NewGuid());
        return (await reading.OfAsync(connection, grant, ring, provision, [item], Ct)).ShouldHaveSingleItem()[item];
    }
}

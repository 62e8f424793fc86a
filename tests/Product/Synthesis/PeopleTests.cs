using ChildLink.Records.Intake;

namespace ChildLink.Tests.Product.Synthesis;

/// <summary>The people of an invented city fit together across the files of its departments.</summary>
public sealed class PeopleTests : IClassFixture<PeopleTests.ThreeThousand>
{
    private const int OldestChild = 18;

    private readonly RawCity _city;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _register;

    public PeopleTests(ThreeThousand fixture)
    {
        _city = fixture.City;
        _register = _city.File("住民記録").Rows.Where(row => IsWhole(row["宛名番号"])).DistinctBy(row => row["宛名番号"]).ToDictionary(row => row["宛名番号"]);
    }

    [Fact]
    public void Resident_codes_have_ten_digits_and_a_check_digit()
    {
        _register.Count.ShouldBeGreaterThan(6000);
        foreach (var code in _register.Keys)
        {
            var sum = code.Take(9).Select((digit, index) => (digit - '0') * (10 - index)).Sum();
            (code[9] - '0').ShouldBe(sum % 11 == 10 ? 0 : sum % 11);
        }
    }

    [Fact]
    public void Children_of_every_age_live_in_the_city()
    {
        var ages = _register.Values.Where(IsResident).Select(row => AgeNextApril(row["生年月日"])).OfType<int>().ToLookup(age => age);
        for (var age = 0; age <= OldestChild; age++)
            ages[age].Count().ShouldBeGreaterThan(60, $"aged {age}");
    }

    [Fact]
    public void A_household_has_one_head_and_nobody_alone_is_a_child()
    {
        var households = _register.Values.Where(IsResident).GroupBy(row => row["世帯番号"]).ToList();
        households.ShouldAllBe(household => household.Count(row => row["続柄"] == "世帯主") <= 1);
        var headless = households.Count(household => household.All(row => row["続柄"] != "世帯主"));
        // Only a damaged row hides a head.
        headless.ShouldBeLessThan(households.Count / 50);
    }

    [Fact]
    public void Mothers_were_of_age_to_be_mothers()
    {
        var known = 0;
        foreach (var birth in _city.File("出生時届出情報").Rows)
        {
            if (!_register.TryGetValue(birth["宛名番号"], out var child) || !_register.TryGetValue(birth["母宛名番号"], out var mother)
                || Day(child["生年月日"]) is not { } born || Day(mother["生年月日"]) is not { } motherBorn)
                continue;
            known++;
            mother["性別"].ShouldBeOneOf("2", "２", "");
            ((born.DayNumber - motherBorn.DayNumber) / 365.25).ShouldBeInRange(16, 56);
        }

        known.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public void Allowances_go_to_households_with_one_parent()
    {
        var couples = _register.Values.Where(IsResident).Where(row => row["続柄"] is "妻" or "夫").Select(row => row["世帯番号"]).ToHashSet();
        var heads = _city.File("児童扶養手当").Rows.Select(row => row["受給者宛名番号"]).Distinct()
            .Where(_register.ContainsKey).Select(code => _register[code]).Where(row => row["続柄"] == "世帯主").ToList();
        heads.Count.ShouldBeGreaterThan(60);
        heads.ShouldAllBe(row => !couples.Contains(row["世帯番号"]));
    }

    [Fact]
    public void Pupils_on_the_list_of_non_attendance_stand_in_the_roster_of_their_school()
    {
        foreach (var school in _city.File("不登校").Rows.Where(row => row["学校コード"].StartsWith("10", StringComparison.Ordinal)).GroupBy(row => row["学校コード"]).Where(group => group.Key != "1000"))
        {
            var roster = _city.File($"meibo_{school.Key}").Rows.Select(row => Plain(row["氏名"])).ToHashSet();
            var missing = school.Count(row => !roster.Contains(Plain(row["氏名"])));
            missing.ShouldBeLessThanOrEqualTo(1, school.Key);
        }
    }

    [Fact]
    public void Days_of_attendance_add_up()
    {
        foreach (var row in _city.File("shukketsu_1001_202411").Rows)
        {
            var days = new[] { "授業日数", "出席日数", "欠席日数", "出停忌引" }.Select(column => int.TryParse(row[column], out var number) ? number : -1).ToArray();
            if (!days.Contains(-1))
                (days[1] + days[2] + days[3]).ShouldBe(days[0]);
        }
    }

    [Fact]
    public void A_count_of_items_finds_a_few_children_in_a_thousand()
    {
        var counts = new ItemCounts(_city, _register, RawCity.AsOf).PerChild();
        ((double)counts.Count(count => count >= 4) / counts.Count).ShouldBeInRange(0.003, 0.015);
        ((double)counts.Count(count => count >= 1) / counts.Count).ShouldBeInRange(0.1, 0.4);
    }

    private static bool IsWhole(string code) => code.Length == 10 && code.All(char.IsAsciiDigit);

    private static bool IsResident(IReadOnlyDictionary<string, string> row) => row["転出日"].Length == 0 && row["状態"] != "除票";

    private static string Plain(string name) => string.Concat(name.Where(sign => !char.IsWhiteSpace(sign)));

    private static DateOnly? Day(string text) => JapaneseDate.TryParse(text, out var day) ? day : null;

    private static int? AgeNextApril(string text)
        => Day(text) is { } birth ? 2025 - birth.Year - (birth.Month > 4 || (birth.Month == 4 && birth.Day > 1) ? 1 : 0) : null;

    public sealed class ThreeThousand : IDisposable
    {
        public RawCity City { get; } = RawCity.Write(3000, seed: 2);

        public void Dispose() => City.Dispose();
    }
}

using ChildLink.Records.Linkage;
using ChildLink.Records.Store;

namespace ChildLink.Tests.Product.Linkage;

public sealed class HouseholdLinkageTests
{
    private static readonly Guid Head = new(9, 0, 0, new byte[8]);
    private static readonly Guid First = new(1, 0, 0, new byte[8]);
    private static readonly Guid Second = new(2, 0, 0, new byte[8]);
    private readonly List<CurrentRecord> residents = [];

    public HouseholdLinkageTests()
    {
        Resident(Head, "1", "ﾀﾅｶ ﾀﾞｲｽｹ", "1985-05-05");
        Resident(Second, "1", "ﾀﾅｶ ﾊﾅ", "2012-05-05");
        Resident(First, "1", "ﾀﾅｶ ﾘｮｳ", "2015-05-05");
    }

    [Theory]
    [InlineData("ﾀﾅｶ ﾀﾞｲｽｹ", "中央2-17-14")]
    [InlineData("タナカ ダイスケ", "中央２丁目１７番１４号")]
    [InlineData("ﾀﾅｶﾀﾞｲｽｹ", "中央2丁目17-14")]
    [InlineData("ﾀﾅｶ ﾀﾞｲｽｹ", "小浜町中央2-17-14")]
    public void A_customer_leads_to_the_children_of_the_household(string kana, string place)
    {
        var decision = Decide(kana, place);
        (decision.Status, decision.Resident, decision.Method).ShouldBe((LinkStatus.Linked, First, LinkMethods.HouseholdOfUser));
    }

    [Theory]
    [InlineData("ﾀﾅｶ ﾀﾞｲｽｹ", "中央2-17-15", LinkStatus.Queued, LinkCauses.PlaceDiffers)]
    [InlineData("ﾀﾅｶ ﾀﾞｲｽｹ", "7-14", LinkStatus.Queued, LinkCauses.PlaceDiffers)]
    [InlineData("ﾀﾅｶ ﾀﾞｲｽｹ", "", LinkStatus.Queued, LinkCauses.PlaceDiffers)]
    [InlineData("ﾀﾅｶ ｲﾁﾛｳ", "中央2-17-14", LinkStatus.Absent, LinkCauses.NoHousehold)]
    [InlineData("", "中央2-17-14", LinkStatus.Absent, LinkCauses.NoHousehold)]
    public void Name_and_place_must_both_agree(string kana, string place, LinkStatus status, string cause)
    {
        var decision = Decide(kana, place);
        (decision.Status, decision.Cause).ShouldBe((status, cause));
    }

    [Fact]
    public void The_end_of_a_longer_name_of_a_town_is_another_place()
    {
        Resident(new(21, 0, 0, new byte[8]), "2", "ﾜﾀﾞ ﾀﾀﾞｵ", "1980-05-05", address: "越瀬県小浜町東中央1丁目4番5号");
        Resident(new(22, 0, 0, new byte[8]), "2", "ﾜﾀﾞ ﾘｻ", "2014-05-05", address: "越瀬県小浜町東中央1丁目4番5号");

        Decide("ﾜﾀﾞ ﾀﾀﾞｵ", "中央1-4-5").Cause.ShouldBe(LinkCauses.PlaceDiffers);
        Decide("ﾜﾀﾞ ﾀﾀﾞｵ", "東中央1-4-5").Status.ShouldBe(LinkStatus.Linked);
    }

    [Fact]
    public void A_household_without_children_concerns_nobody()
    {
        Resident(new(20, 0, 0, new byte[8]), "2", "ﾜﾀﾞ ﾀﾀﾞｵ", "1950-05-05", address: "越瀬県小浜町東3丁目16番14号");
        Decide("ﾜﾀﾞ ﾀﾀﾞｵ", "東3-16-14").Cause.ShouldBe(LinkCauses.NoChildInHousehold);
    }

    [Fact]
    public void Namesakes_at_one_address_are_left_to_a_person_and_who_left_does_not_count()
    {
        var other = new Guid(30, 0, 0, new byte[8]);
        Resident(other, "3", "ﾀﾅｶ ﾀﾞｲｽｹ", "1960-05-05", status: "除票");
        Decide("ﾀﾅｶ ﾀﾞｲｽｹ", "中央2-17-14").Status.ShouldBe(LinkStatus.Linked);
        Resident(other, "4", "ﾀﾅｶ ﾀﾞｲｽｹ", "1960-05-05");
        Decide("ﾀﾅｶ ﾀﾞｲｽｹ", "中央2-17-14").Cause.ShouldBe(LinkCauses.Ambiguous);
    }

    [Theory]
    [InlineData("東5丁目15番4号コーポなぎさ208号", "東5-15-4コーポなぎさ208")]
    [InlineData("東５－１５－４　コーポなぎさ２０８号室", "東5-15-4コーポなぎさ208")]
    [InlineData("白浜6丁目38番地の15", "白浜6-38-15")]
    [InlineData("番町1番地", "番町1")]
    public void Spellings_of_a_place_fold_to_one(string place, string folded) => PlaceFolding.Fold(place).ShouldBe(folded);

    private void Resident(Guid id, string household, string kana, string birth, string address = "越瀬県小浜町中央2丁目17番14号", string status = "住登者") =>
        residents.Add(SchoolRows.Record(
            id, [], ("resident.household", household), ("resident.kana", kana), ("resident.birth-date", birth), ("resident.address", address),
            ("resident.status", status)));

    private LinkDecision Decide(string kana, string place) => HouseholdLinkage.Link(
        residents, [SchoolRows.Record(Guid.NewGuid(), [], ("water.user-kana", kana), ("water.place", place))], new DateOnly(2025, 1, 10)).Single();
}

using ChildLink.Records.Linkage;
using ChildLink.Records.Store;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Product.Linkage;

public sealed class LinkageProperties
{
    private static readonly string[] Surnames = ["佐藤", "渡邊", "髙橋", "山﨑", "田中"];
    private static readonly string[] SurnameReadings = ["サトウ", "ワタナベ", "タカハシ", "ヤマザキ", "タナカ"];
    private static readonly string[] Givens = ["蓮", "結衣", "陽菜", "悠真"];
    private static readonly string[] GivenReadings = ["レン", "ユイ", "ヒナ", "ユウマ"];

    /// <summary>Small pools of names and days, so that namesakes and twins are common.</summary>
    private static Gen<Child[]> Children =>
        (from surname in Gen.Choose(0, 4)
         from given in Gen.Choose(0, 3)
         from day in Gen.Choose(1, 12)
         from month in Gen.Choose(5, 7)
         from school in Gen.Choose(1001, 1002)
         from dirt in Gen.Choose(0, 5)
         select new Child(surname, given, new DateOnly(2015, month, day), $"{school}", dirt)).ArrayOf();

    [Fact]
    public void Children_who_differ_in_name_are_all_linked_and_none_wrongly() => Prop.ForAll(
        Children.Select(all => all.DistinctBy(c => (c.Surname, c.Given)).ToArray()).ToArbitrary(),
        children =>
        {
            var (rows, truth) = City(children);
            var decisions = Linked(rows.Input);
            decisions.Count.ShouldBe(truth.Count);
            decisions.ShouldAllBe(d => truth[d.Key] == d.Resident);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Among_namesakes_a_link_is_right_or_not_made() => Prop.ForAll(
        Children.Select(all => all.DistinctBy(c => (c.Surname, c.Given, c.Birth)).ToArray()).ToArbitrary(),
        children =>
        {
            var (rows, truth) = City([.. children.Select(c => c with { Dirt = c.Dirt % 3 })]);
            Linked(rows.Input).ShouldAllBe(d => truth[d.Key] == d.Resident);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_rows_makes_no_difference() => Prop.ForAll(
        Children.ToArbitrary(),
        children =>
        {
            var input = City(children).Rows.Input;
            var turned = input with
            {
                Residents = [.. input.Residents.Reverse()],
                Register = [.. input.Register.Reverse()],
                Rosters = [.. input.Rosters.OrderBy(r => r.Key)],
                Rows = input.Rows.ToDictionary(r => r.Key, r => (IReadOnlyList<CurrentRecord>)[.. r.Value.Reverse()]),
            };
            SchoolLinkage.Link(turned, CancellationToken.None).ShouldBe(SchoolLinkage.Link(input, CancellationToken.None));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_record_gets_exactly_one_decision() => Prop.ForAll(
        Children.ToArbitrary(),
        children =>
        {
            var input = City(children).Rows.Input;
            var keys = input.Rosters.Concat(input.Rows.Values.SelectMany(r => r)).Select(r => r.Key);
            SchoolLinkage.Link(input, CancellationToken.None).Select(d => d.Key).Order().ShouldBe(keys.Order());
        }).QuickCheckThrowOnFailure();

    private static List<LinkDecision> Linked(SchoolLinkageInput input) =>
        [.. SchoolLinkage.Link(input, CancellationToken.None).Where(d => d.Status == LinkStatus.Linked)];

    /// <summary>Each child in both registers, on the roster with some dirt, and in one month of attendance.</summary>
    private static (SchoolRows Rows, Dictionary<Guid, Guid> Truth) City(Child[] children)
    {
        var rows = new SchoolRows();
        var truth = new Dictionary<Guid, Guid>();
        foreach (var (i, child) in children.Index())
        {
            var (name, kana) = ($"{Surnames[child.Surname]}　{Givens[child.Given]}", $"{SurnameReadings[child.Surname]}　{GivenReadings[child.Given]}");
            var resident = rows.Pupil(name, kana, child.Day, child.School);
            var written = NameFolding.Fold(name);
            truth[child.Dirt switch
            {
                0 => rows.Roster(written, kana, child.Day, 3, number: i + 1, school: child.School),
                1 => rows.Roster(written, null, child.Day, null, number: i + 1, school: child.School),
                2 => rows.Roster(NameFolding.Geta + written[1..], kana, child.Day, 3, number: i + 1, school: child.School),
                3 => rows.Roster(written, kana, null, 3, number: i + 1, school: child.School),
                4 => rows.Roster(written, null, null, 3, number: i + 1, school: child.School),
                _ => rows.Roster(null, kana, child.Day, 3, number: i + 1, school: child.School),
            }] = resident;
            truth[rows.Attendance(written, 3, number: i + 1, school: child.School)] = resident;
        }

        return (rows, truth);
    }

    private sealed record Child(int Surname, int Given, DateOnly Birth, string School, int Dirt)
    {
        public string Day => Birth.ToString("yyyy-MM-dd");
    }
}

using ChildLink.Screening.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Product.Screening;

public sealed class SmallGroupTests
{
    [Fact]
    public void No_part_of_what_is_shown_is_shared_by_fewer_than_five() =>
        Prop.ForAll(Populations(), children =>
        {
            var shown = SmallGroups.Shown(children);
            // Any choice of fields: each subset of the values, a withheld one reading as withheld.
            return Enumerable.Range(1, 7).All(mask => Enumerable.Range(0, children.Length)
                .GroupBy(c => string.Join('|', Enumerable.Range(0, 3).Where(v => (mask & (1 << v)) != 0).Select(v => v < shown[c] ? children[c][v] : "-")))
                .All(g => g.Count() >= 5 || children.Length < 5));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_children_changes_nothing() =>
        Prop.ForAll(Populations(), children =>
        {
            var forwards = SmallGroups.Shown(children);
            var backwards = SmallGroups.Shown([.. children.Reverse()]);
            return forwards.SequenceEqual(backwards.Reverse());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_withheld_that_five_share()
    {
        var children = Enumerable.Repeat(new[] { "6-8", "1", "0" }, 5).Concat(Enumerable.Repeat(new[] { "6-8", "0", "1" }, 5)).ToArray();

        SmallGroups.Shown(children).ShouldAllBe(s => s == 3);
        SmallGroups.Shown([.. children, ["9-11", "1", "0"]]).Count(s => s == 0).ShouldBe(6, "one child alone without values would be told by that");
        SmallGroups.Shown([.. children, .. Enumerable.Range(0, 5).Select(i => new[] { "9-11", "1", $"{i}" })]).Count(s => s == 2).ShouldBe(5);
        SmallGroups.Shown([.. children.Take(4)]).ShouldAllBe(s => s == 0);
        SmallGroups.Shown([]).ShouldBeEmpty();
    }

    private static Arbitrary<string[][]> Populations()
    {
        var child = Gen.Choose(0, 5).SelectMany(age => Gen.Choose(0, 2).SelectMany(sex => Gen.Frequency((9, Gen.Constant("0")), (1, Gen.Constant("1")))
            .Select(foreign => new[] { $"{age * 3}-{(age * 3) + 2}", $"{sex}", foreign })));
        return Gen.Choose(0, 120).SelectMany(size => child.ArrayOf(size)).ToArbitrary();
    }
}

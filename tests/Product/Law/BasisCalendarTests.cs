using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Law;

public sealed class BasisCalendarTests
{
    private const string Epds = "provisions/epds.yaml";

    [Theory]
    [InlineData("2029-12-31T23:59:59+09:00", 0)]
    [InlineData("2030-01-01T00:00:00+09:00", 90)]
    [InlineData("2030-03-01T23:59:59+09:00", 90)]
    [InlineData("2030-03-02T00:00:00+09:00", 30)]
    [InlineData("2030-03-25T00:00:00+09:00", 7)]
    [InlineData("2030-03-31T23:59:59+09:00", 7)]
    public void Ends_are_warned_of_90_30_and_7_days_before(string now, int within)
    {
        using var city = new MunicipalityCopy();

        var end = BasisCalendar.Endings(city.City.Provisions, DateTimeOffset.Parse(now)).SingleOrDefault(e => e.Provision == "epds");

        (end?.Within ?? 0).ShouldBe(within);
    }

    [Fact]
    public void An_end_that_has_come_is_told_with_no_day_left()
    {
        using var city = new MunicipalityCopy();

        var end = BasisCalendar.Endings(city.City.Provisions, DateTimeOffset.Parse("2030-04-01T00:00:00+09:00")).Single(e => e.Provision == "epds");

        end.DaysLeft.ShouldBe(0);
        end.Within.ShouldBe(0);
        end.Purposes.ShouldBe(["linkage", "screening", "narrowing"]);
    }

    [Fact]
    public void A_basis_that_follows_at_once_leaves_no_gap_and_moves_the_end()
    {
        using var city = Successive("2030-04-01");
        var provision = Provision(city);
        var change = DateTimeOffset.Parse("2030-04-01T00:00:00+09:00");

        provision.Allows("screening", change.AddMilliseconds(-1)).ShouldBeTrue();
        provision.Allows("screening", change).ShouldBeTrue();
        provision.BasisAt(change.AddMilliseconds(-1))!.Id.ShouldBe("APPI-69-2-2");
        provision.BasisAt(change)!.Id.ShouldBe("APPI-69-1");
        BasisCalendar.Endings([provision], change.AddDays(-1)).ShouldBeEmpty();
        BasisCalendar.Remarks([provision]).ShouldBeEmpty();
    }

    [Fact]
    public void A_gap_between_bases_is_told_and_nothing_may_be_used_in_it()
    {
        using var city = Successive("2030-04-02");
        var provision = Provision(city);
        var gap = DateTimeOffset.Parse("2030-04-01T12:00:00+09:00");

        provision.Allows("screening", gap).ShouldBeFalse();
        provision.BasisAt(gap).ShouldBeNull();
        provision.BasisToShow(gap).Id.ShouldBe("APPI-69-1");
        BasisCalendar.Remarks([provision]).ShouldHaveSingleItem().Message.ShouldContain("gap from 2030-04-01 to 2030-04-02");
        BasisCalendar.Endings([provision], gap.AddDays(-2)).ShouldHaveSingleItem().Within.ShouldBe(7);
    }

    [Fact]
    public void Bases_that_overlap_are_told_and_each_carries_its_purposes()
    {
        using var city = Successive("2030-03-01", "\n    purposes: [screening]");
        var provision = Provision(city);
        var both = DateTimeOffset.Parse("2030-03-15T00:00:00+09:00");

        provision.Allows("narrowing", both).ShouldBeTrue();
        provision.Allows("narrowing", both.AddDays(30)).ShouldBeFalse();
        provision.Allows("screening", both.AddDays(30)).ShouldBeTrue();
        provision.BasisAt(both)!.Id.ShouldBe("APPI-69-1");
        BasisCalendar.Remarks([provision]).ShouldHaveSingleItem().Message.ShouldContain("overlap from 2030-03-01 to 2030-04-01");
        BasisCalendar.Endings([provision], both).ShouldHaveSingleItem().Purposes.ShouldBe(["linkage", "narrowing"]);
    }

    [Fact]
    public void Data_items_carry_class_special_care_secrecy_and_lineage()
    {
        using var copy = new MunicipalityCopy();
        var items = copy.City.Items.ToDictionary(i => i.Id);

        items["epds.total"].Class.ShouldBe("raw");
        items["epds.total"].Special.ShouldBeTrue();
        items["epds.total"].RestrictedBy.ShouldBe(["保健師助産師看護師法42条の2"]);
        items["epds.total"].From.ShouldBe(["epds"]);
        items["resident.address"].Class.ShouldBe("address");
        items["roster.name"].Special.ShouldBeFalse();
        items.Count.ShouldBeGreaterThan(150);
    }

    private static Provision Provision(MunicipalityCopy city) => city.City.Provisions.Single(p => p.Id == "epds");

    private static MunicipalityCopy Successive(string from, string more = "")
    {
        var copy = new MunicipalityCopy();
        var path = copy.PathOf(Epds);
        var lines = File.ReadAllLines(path).ToList();
        var start = lines.IndexOf("basis:");
        var end = lines.FindIndex(start + 1, l => !l.StartsWith(' '));
        lines[start] = "bases:";
        for (var i = start + 1; i < end; i++)
            lines[i] = (i == start + 1 ? "  - " : "    ") + lines[i].TrimStart();
        lines.InsertRange(end, $"  - id: APPI-69-1\n    statute: 母子保健法\n    article: 13条\n    trigger: own-task\n    scope: population\n    recipientKind: same-organ\n    regime: public\n    approver: 市長決裁\n    from: {from}{more}".Split('\n'));
        File.WriteAllLines(path, lines);
        return copy;
    }
}

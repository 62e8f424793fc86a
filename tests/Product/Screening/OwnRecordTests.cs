using ChildLink.Learning;
using ChildLink.Learning.Lineage;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;
using ChildLink.Screening.Training;

namespace ChildLink.Tests.Product.Screening;

/// <summary>
/// Holds what items declare to what they do: an item that lineage lets in must not change when the child's own records of
/// the label's registers, and of those that follow from them, are taken out.
/// </summary>
public sealed class OwnRecordTests
{
    private static readonly string[] Items = [.. ItemCatalogue.All.Select(i => i.Code)];

    [Fact]
    public void An_item_that_is_let_in_does_not_change_with_the_childs_own_records_of_the_labels_registers()
    {
        using var copy = new MunicipalityCopy();
        var plan = ScreeningPlans.Load(copy.City).Find("sado-abuse").ShouldBeOfType<LearnedPlan>();
        var ruling = ItemLineage.Of(copy.City).Judge(Items, [.. plan.Label.Registers.Select(r => r.Provision)], LeakPolicy.Exclude);
        var (with, without) = (Cells(own: true), Cells(own: false));

        Items.Where(i => ruling.Admits(i) && with[i] != without[i]).ShouldBeEmpty();
        // And the records are such that what leaks does change.
        Items.Where(i => with[i] != without[i]).ShouldBe(["F02", "F45", "F47", "A08", "A09", "A10", "A11"], ignoreOrder: true);
        (with["F46"], with["F48"]).ShouldBe((Cell.Known(true), Cell.Known(true)), "the adult's records are there all the time");
    }

    private static Dictionary<string, Cell> Cells(bool own)
    {
        var town = new GivenTown().Mother("m", "1985-05-05").Person("c", "2014-05-05").BornTo("c", "m");
        // The mother was a case of the council and in custody as a child.
        town.Council("m", "1995-01-01").Record(Sources.TemporaryCustody, "m", ("custody.from", "1996-01-01"));
        town.Record(Sources.Consultation, "x", ("consultation.date", "2023-06-01"), ("consultation.first-age", "5"));
        town.Record(Sources.SupportMeasures, "x", ("support.measure", "家庭訪問・見守り"), ("support.from", "2023-07-01"));
        if (own)
        {
            town.Council("c", "2023-06-02").Record(Sources.TemporaryCustody, "c", ("custody.from", "2023-06-10"));
            town.Record(Sources.Consultation, "c", ("consultation.date", "2023-06-01"), ("consultation.first-age", "9"));
            town.Record(Sources.SupportMeasures, "c", ("support.measure", "家庭訪問・見守り"), ("support.from", "2023-07-01"));
        }

        return Items.ToDictionary(i => i, i => town.Cell("c", i), StringComparer.Ordinal);
    }
}

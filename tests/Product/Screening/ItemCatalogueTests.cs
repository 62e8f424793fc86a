using ChildLink.Screening.Features;

namespace ChildLink.Tests.Product.Screening;

public sealed class ItemCatalogueTests
{
    [Fact]
    public void The_catalogue_names_the_fifty_three_items_of_the_table_and_the_sixteen_beside_it()
    {
        var expected = Enumerable.Range(1, 53).Select(n => $"F{n:00}").Concat(Enumerable.Range(1, 16).Select(n => $"A{n:00}"));

        ItemCatalogue.All.Select(i => i.Code).ShouldBe(expected);
        ItemCatalogue.All.ShouldAllBe(i => i.Ja.Length > 0 && i.En.Length > 0);
        ItemCatalogue.All.Select(i => i.Ja).ShouldBeUnique();
        ItemCatalogue.All.Select(i => i.En).ShouldBeUnique();
    }

    [Fact]
    public void Every_named_item_has_a_cell_for_every_child()
    {
        var features = new GivenTown().Person("A", "2012-05-05").Features(null, null, [.. ItemCatalogue.All.Select(i => i.Code)]);

        for (var column = 0; column < features.Cells.Columns.Count; column++)
            _ = features.Cells[0, column].State;
    }
}

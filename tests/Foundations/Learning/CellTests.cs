using ChildLink.Learning;

namespace ChildLink.Tests.Foundations.Learning;

public sealed class CellTests
{
    [Fact]
    public void A_forgotten_cell_is_no_cell()
    {
        Should.Throw<InvalidOperationException>(() => default(Cell).State);
        Should.Throw<InvalidOperationException>(() => default(Cell).ToString());
        Should.Throw<InvalidOperationException>(() => default(Cell).Reaches(0));
        Should.Throw<InvalidOperationException>(() => new CellMatrix(1, ["A"])[0, 0].State);
    }

    [Fact]
    public void Each_state_has_its_own_word()
    {
        Cell.Known(-3).ToString().ShouldBe("-3");
        Cell.Known(true).ToString().ShouldBe("1");
        Cell.NotApplicable.ToString().ShouldBe("NA");
        Cell.NotYetOfAge.ToString().ShouldBe("NOT_YET");
        Cell.Unknown.ToString().ShouldBe("UNKNOWN");
    }

    [Fact]
    public void Zero_is_a_value_and_differs_from_everything_that_is_not_known()
    {
        Cell.Known(0).Reaches(0).ShouldBeTrue();
        foreach (var cell in new[] { Cell.NotApplicable, Cell.NotYetOfAge, Cell.Unknown })
        {
            cell.Reaches(int.MinValue).ShouldBeFalse();
            (cell == Cell.Known(0)).ShouldBeFalse();
            Should.Throw<InvalidOperationException>(() => cell.Value);
        }
    }

    [Fact]
    public void A_matrix_keeps_what_was_put_where()
    {
        var matrix = new CellMatrix(2, ["A", "B"]) { [1, 0] = Cell.Known(7), [0, 1] = Cell.Unknown };

        matrix[1, 0].Value.ShouldBe(7);
        matrix[0, 1].ShouldBe(Cell.Unknown);
        matrix.ColumnOf("B").ShouldBe(1);
        matrix.ColumnOf("C").ShouldBe(-1);
        Should.Throw<ArgumentOutOfRangeException>(() => matrix[0, 2]);
        Should.Throw<ArgumentOutOfRangeException>(() => matrix[2, 0]);
        Should.Throw<ArgumentException>(() => new CellMatrix(1, ["A", "A"]));
    }
}

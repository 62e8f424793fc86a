using ChildLink.Learning;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Runs;

/// <summary>
/// Which quasi-identifiers of a child somebody who sees a whole run under pseudonyms may see. It is decided once, with the run and
/// over all of its children: no choice of fields, filter or page tells more.
/// </summary>
internal sealed class Coarsening
{
    private readonly FeatureTable features;
    private readonly IReadOnlyList<string> codes;
    private readonly IReadOnlyList<int> shown;

    /// <param name="features">The children of the run.</param>
    /// <param name="declared">Quasi-identifiers of the policy, worth most first.</param>
    public Coarsening(FeatureTable features, IReadOnlyList<string> declared)
    {
        this.features = features;
        codes = CodesOf(declared, features.Cells.Columns);
        shown = SmallGroups.Shown([.. Enumerable.Range(0, features.Rows.Count).Select(ValuesOf)]);
    }

    /// <summary>The age first, which every run tells; then the declared items that the run holds.</summary>
    public static IReadOnlyList<string> CodesOf(IReadOnlyList<string> declared, IReadOnlyList<string> items) =>
        [PlanCompiler.SchoolAgeItem, .. declared.Where(d => d != PlanCompiler.SchoolAgeItem && items.Contains(d, StringComparer.Ordinal))];

    /// <summary>The band of the age, or null where it is withheld.</summary>
    public string? BandOf(int row) => shown[row] > 0 ? AgeBands.NameOf(features.Rows[row].SchoolAge) : null;

    /// <summary>Items whose value is withheld.</summary>
    public string[] WithheldOf(int row) => [.. codes.Skip(shown[row])];

    /// <summary>
    /// The cells that a model may judge by. What a withheld value adds to the points would tell it: there it is unknown, and as no
    /// training knows an unknown age, it adds nothing.
    /// </summary>
    public CellMatrix Judged()
    {
        var hidden = codes.Select((code, place) => (Column: features.Cells.ColumnOf(code), place)).Where(c => c.Column >= 0).ToArray();
        if (shown.All(s => s == codes.Count))
            return features.Cells;
        var cells = new CellMatrix(features.Rows.Count, features.Cells.Columns);
        for (var row = 0; row < cells.Rows; row++)
        {
            for (var column = 0; column < cells.Columns.Count; column++)
                cells[row, column] = features.Cells[row, column];
            foreach (var (column, place) in hidden)
            {
                if (place >= shown[row])
                    cells[row, column] = Cell.Unknown;
            }
        }

        return cells;
    }

    private string[] ValuesOf(int row) =>
        [AgeBands.NameOf(features.Rows[row].SchoolAge), .. codes.Skip(1).Select(c => features.Cells[row, features.Cells.ColumnOf(c)].ToString())];
}

using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Views.Children;

/// <summary>Rows of an answer between the database and the gateway: guarded, in order, columns as the plan has them.</summary>
/// <remarks>Whoever asked for it disposes it when the answer is written: it may hold what makes pseudonyms.</remarks>
public sealed class ChildTable : IDisposable
{
    private readonly PageCursors? cursors;
    private readonly string question;
    private readonly List<ChildCells> rows = [];
    private ILookup<Guid, ChildCells>? byParent;

    internal ChildTable(ChildPlan plan, ChildSelection selection, PseudonymSeries? series, PageCursors? cursors = null, string question = "")
    {
        Selection = selection;
        this.cursors = cursors;
        this.question = question;
        Plan = plan;
        Series = series;
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<ChildCells> Rows => rows;

    /// <summary>Whether a page follows.</summary>
    public bool HasNext { get; internal set; }

    /// <summary>How many rows the whole question has; null when that was not asked.</summary>
    public long? Count { get; internal set; }

    /// <summary>What is withheld or coarse of the selection, in its order.</summary>
    public IEnumerable<ChildVerdict> Verdicts
    {
        get
        {
            foreach (var (property, path) in Selection.Places)
            {
                var planned = Plan.Of(property)!;
                if (planned.Column is null)
                    yield return new ChildVerdict(path, ExtensionsJson.ReasonOf(planned), planned.Decision.Rule);
                else if (planned.Decision.Disposition == Disposition.Coarse)
                    yield return new ChildVerdict(path, null, planned.Decision.Rule);
            }
        }
    }

    /// <summary>The row about a child, or null.</summary>
    public ChildCells? Of(Guid child) => rows.Find(r => r.Subject == child);

    /// <summary>The rows around a child, in order.</summary>
    public IReadOnlyList<ChildCells> Around(ChildCells child)
    {
        ArgumentNullException.ThrowIfNull(child);
        byParent ??= rows.ToLookup(r => r.Parent);
        return [.. byParent[child.Subject]];
    }

    internal ChildSelection Selection { get; }

    internal ChildPlan Plan { get; }

    internal PseudonymSeries? Series { get; }

    /// <inheritdoc/>
    public void Dispose() => Series?.Dispose();

    /// <summary>Notes in the ledger what was selected.</summary>
    internal void Select(DisclosureScope scope)
    {
        foreach (var planned in Plan.Fields)
            scope.Select(planned.Decision);
    }

    /// <summary>Takes the row that the reader stands on.</summary>
    internal ChildCells Take(RowReader reader, int column, Guid subject, Guid parent, Guarded<string?>? key, SubjectKeyRing? ring = null)
    {
        var row = new ChildCells(this, subject, parent, key, CellsOf(reader, column, subject, ring));
        rows.Add(row);
        return row;
    }

    /// <summary>Takes a group: its count, then what its children have in common.</summary>
    internal void TakeGroup(RowReader reader) =>
        rows.Add(new ChildCells(this, Guid.Empty, Guid.Empty, key: null, CellsOf(reader, column: 1, Guid.Empty, ring: null)) { Size = reader.PublicLong(0) });

    private IGuarded[] CellsOf(RowReader reader, int column, Guid subject, SubjectKeyRing? ring)
    {
        var cells = new IGuarded[Plan.Columns.Length];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = ChildCell.Read(reader, column + i, Plan.Columns[i].Column!.Kind, Plan.Columns[i].Field.Field, subject, ring);
        return cells;
    }

    internal string CursorOf(Guarded<string?> key, Guid subject) => cursors!.Seal(question, key, subject);
}

/// <summary>One row of a <see cref="ChildTable"/>. What it holds leaves through the gateway only.</summary>
public sealed class ChildCells
{
    private readonly ChildTable table;
    private readonly Guarded<string?>? key;
    private readonly IGuarded[] cells;

    internal ChildCells(ChildTable table, Guid subject, Guid parent, Guarded<string?>? key, IGuarded[] cells)
    {
        this.table = table;
        this.key = key;
        this.cells = cells;
        Subject = subject;
        Parent = parent;
    }

    /// <summary>How many children a group has; 1 for a row about one.</summary>
    public long Size { get; internal init; } = 1;

    internal Guid Subject { get; }

    internal Guid Parent { get; }

    /// <summary>Writes a property as a value, null where it is withheld or not there.</summary>
    /// <param name="scope">The answer that the table was read for.</param>
    /// <param name="property">Place of the property in the document of the selection; one that was selected.</param>
    /// <param name="projection">What is shown of a list; null for everything.</param>
    public void Write(DisclosureScope scope, int property, JsonProjection? projection = null)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var planned = table.Plan.Of(property) ?? throw new ArgumentOutOfRangeException(nameof(property), "was not selected.");
        if (planned.Column is not { } form)
            scope.Json.WriteNullValue();
        else if (form.Kind == ValueKind.Key)
            scope.RevealKey(Subject, planned.Decision, table.Series);
        else
            ChildCell.Write(scope, cells[planned.Cell], form.Kind, planned.Decision, projection);
    }

    /// <summary>The cursor that goes on after this row.</summary>
    /// <exception cref="InvalidOperationException">The row is on no page.</exception>
    public string Cursor() => table.CursorOf(key ?? throw new InvalidOperationException("A row of no page has no cursor."), Subject);
}

using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;

namespace ChildLink.Records.Provisions;

/// <summary>What a delivered file claims to be.</summary>
public enum DeliveryMode
{
    /// <summary>全件: every record there is.</summary>
    Full,

    /// <summary>差分: records that changed.</summary>
    Delta,

    /// <summary>追加: records that are new.</summary>
    Append,
}

/// <summary>Type of a column, which decides how a cell is read and what makes it bad.</summary>
public enum ColumnType
{
    Text,
    Date,
    Integer,
    Number,
    Code,
    ResidentCode,
    HouseholdNumber,
    SchoolCode,
}

/// <summary>One column of a provision. Columns without an item are checked and not stored.</summary>
/// <param name="EmptyWhenUnreadable">
/// Whether a cell that cannot be read is left empty, named as a repair, instead of holding the whole row back: a slip in
/// a date that nothing rests on must not hide a child.
/// </param>
/// <param name="Unit">A unit that people may write behind the number (<c>年</c>), or null.</param>
public sealed record ProvisionColumn(
    string Name, string? Item, ColumnType Type, bool Required, int? Min, int? Max, IReadOnlyList<string> Values, bool EmptyWhenUnreadable,
    string? Unit);

/// <summary>
/// データ提供: the contract under which a holder hands over a data set. Nothing is stored without one.
/// </summary>
/// <param name="Bases">At least one, by the day each begins.</param>
/// <param name="LargestDropPercent">A full extract that lacks a larger share of the standing records of its scope waits for a person; 0 to 100.</param>
/// <param name="EffectiveColumn">Index of the column that says from which day a row holds; null: the file speaks for one day.</param>
/// <param name="PeriodColumn">Index of the column whose days lie in the month or fiscal year in the file name; null: none does.</param>
public sealed record Provision(
    string Id,
    string Name,
    string Holder,
    string HolderOrgan,
    string Recipient,
    IReadOnlyList<LegalBasis> Bases,
    IReadOnlyList<string> Purposes,
    string Retention,
    DeliveryMode Mode,
    int LargestDropPercent,
    FilePattern File,
    int? EffectiveColumn,
    int? PeriodColumn,
    string? ResidentColumn,
    IReadOnlyList<string> SourceColumns,
    IReadOnlyList<string> Key,
    IReadOnlyList<ProvisionColumn> Columns,
    string Version)
{
    /// <summary>First day the holder keeps records of; null when they reach back as far as anybody asks. What happened before is in no record and is no gap.</summary>
    public DateOnly? HeldFrom { get; init; }

    /// <summary>Provisions whose entries lead to entries of this one: 要対協 opens a case after a consultation.</summary>
    public IReadOnlyList<string> DrawsOn { get; init; } = [];

    /// <summary>Every item with its class, in order of columns.</summary>
    public IReadOnlyList<CatalogueEntry> Items { get; init; } = [];

    /// <summary>個別提供: what may be given of one named child.</summary>
    public IReadOnlyList<GrantTerms> Grants { get; init; } = [];

    /// <summary>Statutes whose secrecy stays and that the provision answers.</summary>
    public IReadOnlyList<RestrictionEntry> Restrictions { get; init; } = [];

    /// <summary>Why the items that need special care cannot be done without; null where there are none.</summary>
    public string? Necessity { get; init; }

    /// <summary>Whether any item needs special care (2(3)).</summary>
    public bool HoldsSpecialCare => Items.Any(i => i.Special);

    /// <summary>
    /// Whether records under this provision may be used for a purpose at an instant: a basis in force carries it. Records do not
    /// keep the basis they came under: a basis that follows covers them too.
    /// </summary>
    public bool Allows(string purpose, DateTimeOffset now) => Purposes.Contains(purpose, StringComparer.Ordinal) && Bases.Any(b => b.Carries(purpose, now));

    /// <summary>The same for work that looks at so many people: a basis in force carries the purpose and no narrower circle.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="widest">Whose records are read.</param>
    /// <param name="now">The instant.</param>
    public bool Allows(string purpose, BasisScope widest, DateTimeOffset now) =>
        Purposes.Contains(purpose, StringComparer.Ordinal) && Bases.Any(b => b.Scope <= widest && b.Carries(purpose, now));

    /// <summary>The widest circle that any of its bases carries, in force or not.</summary>
    public BasisScope WidestScope => Bases.Min(b => b.Scope);

    /// <summary>The basis in force at an instant, the later one where two are; null where none is.</summary>
    public LegalBasis? BasisAt(DateTimeOffset now) => Bases.LastOrDefault(b => b.IsInForce(now));

    /// <summary>When the unbroken line of bases that is in force at an instant ends; null where it has no end. The instant itself where none is in force.</summary>
    public DateTimeOffset? UseEnds(DateTimeOffset now)
    {
        var end = now;
        foreach (var basis in Bases)
        {
            if (basis.From > end)
                break;
            if (basis.Until is not { } until)
                return null;
            end = until > end ? until : end;
        }

        return end;
    }

    /// <summary>The basis to tell of: the one in force, else the next, else the last.</summary>
    public LegalBasis BasisToShow(DateTimeOffset now) => BasisAt(now) ?? Bases.FirstOrDefault(b => now < b.From) ?? Bases[^1];
}

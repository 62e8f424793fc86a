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
/// <param name="LargestDropPercent">A full extract that lacks a larger share of the standing records of its scope waits for a person; 0 to 100.</param>
/// <param name="EffectiveColumn">Index of the column that says from which day a row holds; null: the file speaks for one day.</param>
/// <param name="PeriodColumn">Index of the column whose days lie in the month or fiscal year in the file name; null: none does.</param>
public sealed record Provision(
    string Id,
    string Name,
    string Holder,
    string HolderOrgan,
    string Recipient,
    LegalBasis Basis,
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

    /// <summary>Whether records under this provision may be used for a purpose at an instant: basis in force and purpose named.</summary>
    public bool Allows(string purpose, DateTimeOffset now) => Basis.IsInForce(now) && Purposes.Contains(purpose, StringComparer.Ordinal);
}

/// <summary>The legal basis of a provision, in force in [From, Until); days end at 00:00 in Japan.</summary>
public sealed record LegalBasis(string Id, string? Statute, string? Grounds, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>Whether the basis holds at an instant.</summary>
    public bool IsInForce(DateTimeOffset now) => From <= now && (Until is null || now < Until);
}

using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;

namespace ChildLink.Records.Provisions;

/// <summary>Shape of <c>municipalities/&lt;code&gt;/city.yaml</c>.</summary>
public sealed class CityDocument
{
    public string Code { get; set; } = "";
    public string Name { get; set; } = "";
    public string Preset { get; set; } = "";

    /// <summary>True for invented cities: only these load in a cluster marked synthetic.</summary>
    public bool Synthetic { get; set; }

    /// <summary>Digits of a resident code (宛名番号).</summary>
    public int ResidentCodeDigits { get; set; } = 10;

    /// <summary>A protection list (支援措置) older than this many days withholds every address.</summary>
    public int ProtectionListMaxAgeDays { get; set; } = 31;

    /// <summary>Counts of reports below this are held back, at least 3.</summary>
    public int SmallestCell { get; set; } = 5;

    /// <summary>Longest emergency access (緊急閲覧) in minutes, 1 to 60.</summary>
    public int EmergencyMinutes { get; set; } = 60;
    public List<OrganEntry> Organs { get; set; } = [];

    /// <summary>Known schools; each code may be a regular expression that the whole code must match.</summary>
    public List<SchoolEntry> Schools { get; set; } = [];

    /// <summary>How long a conference takes for a household.</summary>
    public ConferenceEntry Conference { get; set; } = new();
}

/// <summary>個別支援会議: minutes for a household, 1 to 120.</summary>
public sealed class ConferenceEntry
{
    public int FirstMinutes { get; set; } = 10;
    public int LaterMinutes { get; set; } = 7;
}

/// <summary>An organ (機関) of the city and its departments.</summary>
public sealed class OrganEntry
{
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";

    [PolicyWord(typeof(OrganKind))]
    public string Kind { get; set; } = "";

    /// <summary>The chapter of the APPI that binds it; by its kind where nothing is said. A public hospital may stand under chapter 4.</summary>
    [PolicyWord(typeof(HolderRegime))]
    public string? Regime { get; set; }
    public List<string> Departments { get; set; } = [];
}

/// <summary>A school.</summary>
public sealed class SchoolEntry
{
    public string Code { get; set; } = "";
    public string Name { get; set; } = "";

    /// <summary>The organ that it belongs to; without one nothing is granted to it (個別提供).</summary>
    public string? Organ { get; set; }
}

/// <summary>Shape of one file under <c>provisions/</c>.</summary>
public sealed class ProvisionDocument
{
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public string Holder { get; set; } = "";
    public string Recipient { get; set; } = "";

    /// <summary>The legal basis; or <see cref="Bases"/>, never both.</summary>
    public BasisEntry? Basis { get; set; }

    /// <summary>Bases one after another: what was stored under the first is used under the next.</summary>
    public List<BasisEntry> Bases { get; set; } = [];
    public List<string> Purposes { get; set; } = [];

    /// <summary>Why the purposes cannot be reached without the items that need special care; demanded where there are any.</summary>
    public string? Necessity { get; set; }

    /// <summary>What is answered to each statute whose secrecy stays (69(3)).</summary>
    public List<RestrictionEntry> Restrictions { get; set; } = [];

    /// <summary>What the items are; an item in no group is raw and plain.</summary>
    public List<ItemGroup> Items { get; set; } = [];

    /// <summary>個別提供: what may be given of one named child to an institution; without an entry nothing may.</summary>
    public List<GrantEntry> Grants { get; set; } = [];
    public string Retention { get; set; } = "";

    [PolicyWord(typeof(DeliveryMode))]
    public string Mode { get; set; } = "";

    /// <summary>A full extract that lacks more percent of the standing records of its scope waits for a person.</summary>
    public int LargestDropPercent { get; set; } = 5;

    /// <summary>First day the holder keeps records of, <c>yyyy-MM-dd</c>; empty when they reach back as far as anybody asks.</summary>
    public string? HeldFrom { get; set; }
    public string File { get; set; } = "";

    /// <summary>Column that says from which day a row holds (delta and append only); else the file speaks for one day.</summary>
    public string? Effective { get; set; }

    /// <summary>Column whose days lie in the month or fiscal year in the file name.</summary>
    public string? Period { get; set; }

    public SubjectEntry Subject { get; set; } = new();

    /// <summary>Provisions whose entries lead to entries here: a case is opened after a consultation. Models never learn a label from what follows it.</summary>
    public List<string> DrawsOn { get; set; } = [];
    public List<string> Key { get; set; } = [];
    public List<ColumnEntry> Columns { get; set; } = [];
}

/// <summary>What is answered to a statute that keeps data secret.</summary>
public sealed class RestrictionEntry
{
    public string Statute { get; set; } = "";

    /// <summary>Why the provision is allowed all the same, in words.</summary>
    public string Answer { get; set; } = "";
}

/// <summary>Items of a provision that are alike.</summary>
public sealed class ItemGroup
{
    public List<string> Items { get; set; } = [];

    /// <summary>Raw where nothing is written; granted (個別提供) is only what is written as raw.</summary>
    [PolicyWord(typeof(FieldClass))]
    public string? Class { get; set; }

    /// <summary>要配慮個人情報 (2(3)).</summary>
    public bool Special { get; set; }

    /// <summary>Statutes whose secrecy stays (69(3)).</summary>
    public List<string> RestrictedBy { get; set; } = [];

    /// <summary>What a coarse form would be.</summary>
    public string? Coarse { get; set; }
}

/// <summary>Items that may be given of one named child, and the basis that carries it.</summary>
public sealed class GrantEntry
{
    public List<string> Items { get; set; } = [];

    /// <summary>A basis by statute of the scope <c>named-child</c>; it carries the support by the institution and nothing else.</summary>
    public BasisEntry Basis { get; set; } = new();

    /// <summary>Why the institution cannot do without the items that need special care; demanded where there are any.</summary>
    public string? Necessity { get; set; }

    /// <summary>What is answered to each statute that keeps an item secret (69(3)); the provision's own answers cover its own recipient only.</summary>
    public List<RestrictionEntry> Restrictions { get; set; } = [];
}

/// <summary>Whom a row is about.</summary>
public sealed class SubjectEntry
{
    /// <summary>Column with the resident code; empty for sources without one.</summary>
    public string? Resident { get; set; }

    /// <summary>Columns that together name the person in a source without resident code.</summary>
    public List<string> Source { get; set; } = [];
}

/// <summary>One column of a delivered file.</summary>
public sealed class ColumnEntry
{
    public string Name { get; set; } = "";
    public string? Item { get; set; }

    [PolicyWord(typeof(ColumnType))]
    public string Type { get; set; } = "text";
    public bool Required { get; set; }
    public int? Min { get; set; }
    public int? Max { get; set; }
    public List<string> Values { get; set; } = [];

    /// <summary>A unit that may stand behind a number where people type it themselves (<c>5年</c>).</summary>
    public string? Unit { get; set; }

    /// <summary>What a cell that cannot be read does: <c>hold</c> the row back, or leave the cell <c>empty</c> and take the row.</summary>
    public string Unreadable { get; set; } = "hold";
}

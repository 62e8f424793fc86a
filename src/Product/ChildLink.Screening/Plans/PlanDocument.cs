namespace ChildLink.Screening.Plans;

/// <summary>Shape of <c>municipalities/&lt;code&gt;/plans/&lt;id&gt;.yaml</c>: either <c>items</c> and <c>select</c> (counting), or <c>model</c> (learned).</summary>
public sealed class PlanDocument
{
    /// <summary>The file's name without its ending.</summary>
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public string En { get; set; } = "";

    /// <summary>困難の類型 the plan looks for; <c>any</c> for 困難全体.</summary>
    public string Difficulty { get; set; } = "";
    public List<PlanItemEntry> Items { get; set; } = [];
    public SelectEntry? Select { get; set; }

    /// <summary>Who is looked at more closely; null: everybody is.</summary>
    public FirstStageEntry? FirstStage { get; set; }
    public ModelEntry? Model { get; set; }
    public List<ReasonEntry> Reasons { get; set; } = [];
}

/// <summary>One item of a plan; without <c>counts</c> it is shown and never matched.</summary>
public sealed class PlanItemEntry
{
    public string Item { get; set; } = "";
    public string Ja { get; set; } = "";
    public string En { get; set; } = "";

    /// <summary><c>basic</c> or <c>other</c>.</summary>
    public string? Counts { get; set; }

    /// <summary>Matched from this value on.</summary>
    public int? AtLeast { get; set; }

    /// <summary>Day, <c>yyyy-MM-dd</c>: for children born before, the item does not apply.</summary>
    public string? BornFrom { get; set; }
}

/// <summary>Which children become candidates: <c>atLeastBasic</c>, or <c>topByRank</c> with <c>thenOther</c>.</summary>
public sealed class SelectEntry
{
    public int? AtLeastBasic { get; set; }
    public int? TopByRank { get; set; }
    public int? ThenOther { get; set; }
}

/// <summary>
/// First stage of a two-stage screening: items of the plan that decide for whom the records behind the other items are read.
/// </summary>
public sealed class FirstStageEntry
{
    public List<string> Items { get; set; } = [];
    public SelectEntry? Select { get; set; }
}

/// <summary>A reason category: all that a school may learn of the items behind it.</summary>
public sealed class ReasonEntry
{
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public string En { get; set; } = "";
    public List<string> Items { get; set; } = [];
}

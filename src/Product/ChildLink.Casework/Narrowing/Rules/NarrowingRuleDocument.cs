namespace ChildLink.Casework.Narrowing.Rules;

/// <summary>Shape of <c>municipalities/&lt;code&gt;/narrowing/&lt;id&gt;.yaml</c>: how people narrow down the candidates of a run.</summary>
public sealed class NarrowingRuleDocument
{
    /// <summary>The file's name without its ending.</summary>
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public string En { get; set; } = "";

    /// <summary>Plans whose runs it narrows; none: every plan of the city.</summary>
    public List<string> Plans { get; set; } = [];

    /// <summary>One of these is enough; none: every candidate.</summary>
    public List<ThresholdEntry> Any { get; set; } = [];

    /// <summary>モデル校: only children of these schools, by code; none: all.</summary>
    public List<string> Schools { get; set; } = [];

    /// <summary>Only these school ages.</summary>
    public AgesEntry? Ages { get; set; }

    /// <summary>Who is left out: <c>council-registered</c>, <c>supported</c>, <c>conference</c>.</summary>
    public List<string> Without { get; set; } = [];

    /// <summary>Only children whose check-up comes soon.</summary>
    public CheckupEntry? Checkup { get; set; }

    /// <summary>Only who was no candidate in the run before of the plan.</summary>
    public bool OnlyNew { get; set; }
}

/// <summary>One threshold on the result; exactly one key.</summary>
public sealed class ThresholdEntry
{
    /// <summary>Points from here on, 0 to 100.</summary>
    public int? Points { get; set; }

    /// <summary>Matched basic items from here on.</summary>
    public int? Basic { get; set; }

    /// <summary>Matched other items from here on.</summary>
    public int? Other { get; set; }

    /// <summary>The first percent of everybody in the run, 1 to 100; a part of a child counts as one.</summary>
    public int? TopPercent { get; set; }

    /// <summary>The first percent within each school age, 1 to 100.</summary>
    public int? TopPercentWithinAge { get; set; }
}

/// <summary>School ages, both ends included.</summary>
public sealed class AgesEntry
{
    public int From { get; set; }
    public int To { get; set; } = 18;
}

/// <summary>健診: at which ages in months, and how soon.</summary>
public sealed class CheckupEntry
{
    /// <summary>Ages in months, 1 to 84.</summary>
    public List<int> Months { get; set; } = [];

    /// <summary>Today and this many days, 1 to 366.</summary>
    public int WithinDays { get; set; }
}

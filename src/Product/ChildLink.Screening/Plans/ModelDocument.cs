namespace ChildLink.Screening.Plans;

/// <summary>What a plan learns and from what. A list whose name stands there with nothing behind it is empty.</summary>
public sealed class ModelEntry
{
    /// <summary>Item codes, spans of them (<c>F01-F53</c>), or <c>all</c>: every item the product makes.</summary>
    public List<string> Learn { get; set => field = value ?? []; } = [];

    /// <summary>Items the city rules out of <c>learn</c>, with the reason.</summary>
    public List<WithoutEntry> Without { get; set => field = value ?? []; } = [];

    /// <summary>Items that people see beside the result.</summary>
    public List<string> Show { get; set => field = value ?? []; } = [];

    /// <summary>School ages; left out: 0 to 18.</summary>
    public AgesEntry? Ages { get; set; }
    public LabelEntry Label { get; set; } = new();

    /// <summary><c>exclude</c>, or <c>keep-and-mark</c>: results then cannot be shared.</summary>
    public string Leaks { get; set; } = "";

    /// <summary>Labels without which nothing is learned.</summary>
    public AtLeastEntry AtLeast { get; set; } = new();

    /// <summary>Whole percent of the children learned from who stand at 50 points or more, 1 to 50; left out: 50 points are even odds between equally many children with and without the outcome.</summary>
    public int? FiftyForTop { get; set; }

    /// <summary>Whole points from which a child is a candidate, 1 to 100.</summary>
    public int Threshold { get; set; }
}

/// <summary>An item that is ruled out, and why.</summary>
public sealed class WithoutEntry
{
    public string Item { get; set; } = "";
    public string Ja { get; set; } = "";
    public string En { get; set; } = "";
}

/// <summary>School ages, both included.</summary>
public sealed class AgesEntry
{
    public int From { get; set; }
    public int To { get; set; } = 18;
}

/// <summary>What counts as the outcome.</summary>
public sealed class LabelEntry
{
    public List<LabelRegisterEntry> Registers { get; set => field = value ?? []; } = [];

    /// <summary>Length of the window before the last day; left out: everything that is held.</summary>
    public int? Months { get; set; }

    /// <summary><c>at-end</c>: the outcome was known before; <c>at-start</c>: it came after.</summary>
    public string Items { get; set; } = "";
}

/// <summary>A register that outcomes are read from.</summary>
public sealed class LabelRegisterEntry
{
    public string Provision { get; set; } = "";
    public string Day { get; set; } = "";
    public string? Word { get; set; }
    public List<string> Words { get; set => field = value ?? []; } = [];
}

/// <summary>Least numbers of labels.</summary>
public sealed class AtLeastEntry
{
    public int Positives { get; set; } = 20;

    /// <summary>Default 400: what Sado asked for in fiscal year R6.</summary>
    public int Negatives { get; set; } = 400;
}

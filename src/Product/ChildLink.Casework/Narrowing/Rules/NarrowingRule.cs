namespace ChildLink.Casework.Narrowing.Rules;

/// <summary>A compiled rule. It narrows the candidates of a run and never widens them: whom the plan did not select stays outside.</summary>
/// <param name="Plans">Plans whose runs it narrows; none: every plan.</param>
/// <param name="Any">One of these is enough; none: every candidate.</param>
/// <param name="Schools">School codes; none: all.</param>
/// <param name="Ages">School ages from and to, both included, or null.</param>
/// <param name="WithoutCouncil">Without who is registered with the regional council now.</param>
/// <param name="WithoutSupported">Without who has an open case, or had one that was decided a, b or c.</param>
/// <param name="WithoutConference">Without whom a conference has talked about.</param>
/// <param name="OnlyNew">Without who was a candidate in the run before of the plan.</param>
public sealed record NarrowingRule(
    string Id, string Ja, string En, IReadOnlyList<string> Plans, IReadOnlyList<Threshold> Any, IReadOnlyList<string> Schools,
    (int From, int To)? Ages, bool WithoutCouncil, bool WithoutSupported, bool WithoutConference, Checkup? Checkup, bool OnlyNew)
{
    /// <summary>Whether it narrows runs of a plan.</summary>
    public bool Fits(string plan) => Plans.Count == 0 || Plans.Contains(plan, StringComparer.Ordinal);
}

/// <summary>What a threshold looks at.</summary>
public enum ThresholdKind
{
    /// <summary>Whole points, 0 to 100.</summary>
    Points,

    /// <summary>Matched basic items.</summary>
    Basic,

    /// <summary>Matched other items.</summary>
    Other,

    /// <summary>The first percent of everybody in the run.</summary>
    TopPercent,

    /// <summary>The first percent within each school age.</summary>
    TopPercentWithinAge,
}

/// <summary>A threshold on the result.</summary>
public sealed record Threshold(ThresholdKind Kind, int Value);

/// <summary>Check-ups at ages in months that come today or within some days.</summary>
public sealed record Checkup(IReadOnlyList<int> Months, int WithinDays);

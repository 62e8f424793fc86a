namespace ChildLink.Learning.Counting;

/// <summary>How a met condition counts.</summary>
public enum CountAs
{
    /// <summary>As a basic item: ten tenths of a point.</summary>
    Basic,

    /// <summary>As another item: no points, but it orders rows of equal points.</summary>
    Other,
}

/// <summary>A condition on one column: met when the cell is known and at least <paramref name="AtLeast"/>.</summary>
public sealed record CountCondition(string Column, CountAs CountAs, int AtLeast)
{
    /// <summary>Points of a met basic condition, in tenths.</summary>
    public const int BasicTenths = 10;

    /// <summary>What this condition adds when met, in tenths of a point.</summary>
    public int Tenths => CountAs == CountAs.Basic ? BasicTenths : 0;
}

/// <summary>Which rows a plan selects.</summary>
public abstract record CountSelection
{
    private CountSelection()
    {
    }

    /// <summary>Every row with at least <paramref name="Basic"/> matched basic conditions (1 or more).</summary>
    public sealed record AtLeastBasic(int Basic) : CountSelection;

    /// <summary>
    /// The first <paramref name="ByRank"/> rows by rank that match a basic condition, then, of all rows left, the
    /// <paramref name="ThenByOther"/> with the most matched other conditions (at least one).
    /// </summary>
    public sealed record Top(int ByRank, int ThenByOther) : CountSelection;
}

/// <summary>A plan that counts met conditions.</summary>
public sealed record CountPlan(IReadOnlyList<CountCondition> Conditions, CountSelection Selection);

namespace ChildLink.Views.Children;

/// <summary>Which parts a statement has.</summary>
internal sealed record ChildSqlShape(
    ChildOrder Order, bool Descending, bool ByGrade, bool ByClass, bool BySchool, bool ByKana, bool ByBirth, bool OnlyCandidates, bool After)
{
    /// <summary>What a narrowing demands of a row, or null; its parameters begin at $16.</summary>
    public string? Narrowing { get; init; }

    /// <summary>Whether rows come as an index holds them, one after the other.</summary>
    public bool FollowsIndex => Order.Indexed && !ByGrade && !ByClass && !BySchool && !ByKana && !ByBirth;
}

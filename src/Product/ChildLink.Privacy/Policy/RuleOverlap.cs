namespace ChildLink.Privacy.Policy;

/// <summary>Several disclosure rules speak about one field for one role under one purpose; the most restrictive wins.</summary>
/// <param name="Role">The role.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="Field">The field.</param>
/// <param name="Rules">Rules that meet, in order of the file.</param>
/// <param name="Winner">Disposition that holds.</param>
/// <param name="By">Rules that ask for it; every condition on the row of every rule holds besides.</param>
public sealed record RuleOverlap(string Role, string Purpose, string Field, IReadOnlyList<string> Rules, Disposition Winner, IReadOnlyList<string> By)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Role} / {Purpose} / {Field}: {string.Join(" and ", Rules)} meet; {string.Join(", ", By)} wins with {Winner.ToString().ToLowerInvariant()}, and the conditions of all of them hold.";
}

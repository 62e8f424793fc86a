using System.Globalization;
using ChildLink.Privacy;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>When the use of a provision's records ends, and what of its bases does not fit together in time.</summary>
public static class BasisCalendar
{
    /// <summary>Days before an end from which on it is warned of, the most urgent first.</summary>
    public static IReadOnlyList<int> WarningDays { get; } = [7, 30, 90];

    /// <summary>
    /// Ends within 90 days and those that have come, the nearest first: one for each provision and each day on which some of its
    /// purposes end. A basis that follows without a gap moves the end.
    /// </summary>
    /// <param name="provisions">The provisions.</param>
    /// <param name="now">The instant.</param>
    public static IReadOnlyList<BasisEnd> Endings(IEnumerable<Provision> provisions, DateTimeOffset now) =>
        [.. provisions.SelectMany(p => Of(p, now).Concat(OfGrants(p, now))).OrderBy(e => e.At).ThenBy(e => e.Provision, StringComparer.Ordinal)];

    /// <summary>Bases of a provision that overlap or leave a gap. Neither is a fault: the later one is told of, and in a gap nothing may be used.</summary>
    public static IReadOnlyList<PolicyProblem> Remarks(IEnumerable<Provision> provisions)
    {
        ArgumentNullException.ThrowIfNull(provisions);
        var remarks = new List<PolicyProblem>();
        foreach (var provision in provisions)
        {
            var file = $"provisions/{provision.Id}.yaml";
            foreach (var (before, after) in provision.Bases.Zip(provision.Bases.Skip(1)))
            {
                if (before.Until is not { } end || after.From < end)
                    remarks.Add(new PolicyProblem(file, "bases", $"{before.Id} and {after.Id} overlap from {Day(after.From)} to {(before.Until is { } until ? Day(until) : "no end")}; each carries its purposes, and {after.Id} is told of."));
                else if (end < after.From)
                    remarks.Add(new PolicyProblem(file, "bases", $"gap from {Day(end)} to {Day(after.From)}: neither {before.Id} nor {after.Id} holds, and nothing may be used."));
            }
        }

        return remarks;
    }

    private static IEnumerable<BasisEnd> Of(Provision provision, DateTimeOffset now)
    {
        var ends = provision.Purposes
            .Select(purpose => (purpose, end: CoverUntil(provision, purpose, now)))
            .Where(e => e.end is not null)
            .GroupBy(e => e.end!.Value, e => e.purpose);
        foreach (var end in ends)
        {
            if (Warned(provision.Id, provision.BasisToShow(now).Id, [.. end], end.Key, now) is { } warned)
                yield return warned;
        }
    }

    /// <summary>Ends of what may be granted (個別提供): terms that no other terms of all of their items follow without a gap.</summary>
    private static IEnumerable<BasisEnd> OfGrants(Provision provision, DateTimeOffset now) => provision.Grants
        .Where(g => g.Basis.From <= now && g.Basis.Until is { } end && !provision.Grants.Any(next => Follows(next, g, end)))
        .Select(g => Warned(provision.Id, g.Basis.Id, [GrantTerms.Purpose], g.Basis.Until!.Value, now)).OfType<BasisEnd>();

    private static bool Follows(GrantTerms next, GrantTerms before, DateTimeOffset end) =>
        next.Basis.Recipient == before.Basis.Recipient && next.Basis.From <= end && (next.Basis.Until is null || end < next.Basis.Until)
        && before.Items.All(i => next.Items.Contains(i, StringComparer.Ordinal));

    /// <summary>An end that is near enough to be warned of, or that has come; else null.</summary>
    private static BasisEnd? Warned(string provision, string basis, IReadOnlyList<string> purposes, DateTimeOffset end, DateTimeOffset now)
    {
        var left = (int)Math.Ceiling((end - now).TotalDays);
        var within = WarningDays.FirstOrDefault(d => left <= d);
        return within > 0 ? new BasisEnd(provision, basis, purposes, end, Math.Max(left, 0), left <= 0 ? 0 : within) : null;
    }

    /// <summary>When the unbroken cover of a purpose ends; null where it has no end or has not begun.</summary>
    public static DateTimeOffset? CoverUntil(Provision provision, string purpose, DateTimeOffset now)
    {
        var bases = provision.Bases.Where(b => b.Purposes.Contains(purpose, StringComparer.Ordinal) && b.From <= now).ToList();
        if (bases.Count == 0)
            return null;
        var end = bases.Exists(b => b.Until is null) ? (DateTimeOffset?)null : bases.Max(b => b.Until!.Value);
        foreach (var next in provision.Bases.Where(b => b.Purposes.Contains(purpose, StringComparer.Ordinal) && now < b.From))
        {
            if (end is null || end < next.From)
                break;
            end = next.Until is { } until && until > end ? until : next.Until is null ? null : end;
        }

        return end;
    }

    private static string Day(DateTimeOffset at) => JapanDay.Of(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The end of a use.</summary>
/// <param name="Provision">The provision.</param>
/// <param name="Basis">The basis to tell of.</param>
/// <param name="Purposes">Purposes that end.</param>
/// <param name="At">The instant from which on nothing may be used.</param>
/// <param name="DaysLeft">Days until then, begun ones counted; 0 when it has come.</param>
/// <param name="Within">90, 30 or 7: the nearest threshold that was passed; 0 when the end has come.</param>
public sealed record BasisEnd(string Provision, string Basis, IReadOnlyList<string> Purposes, DateTimeOffset At, int DaysLeft, int Within)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var day = JapanDay.Of(At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var purposes = string.Join(", ", Purposes);
        return Within == 0
            ? $"provisions/{Provision}.yaml: {Basis} ended on {day}: nothing may be used for {purposes}."
            : $"provisions/{Provision}.yaml: {Basis} ends on {day}, in {DaysLeft} days: from then on nothing may be used for {purposes}.";
    }
}

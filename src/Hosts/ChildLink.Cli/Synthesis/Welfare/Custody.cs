using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Welfare;

/// <summary>One temporary custody (一時保護); it goes on while <paramref name="Until"/> is null.</summary>
internal sealed record Custody(Person Child, DateOnly From, DateOnly? Until, string Reason)
{
    private const string InNeedOfProtection = "要保護";
    private const double Taken = 0.2;
    private const int DaysAfterAcceptance = 20;
    private const int ShortestDays = 5;

    /// <summary>Two months at most, unless a court prolongs it (児童福祉法33条3項).</summary>
    private const int LongestDays = 60;

    private static readonly string[] Reasons = ["身体的虐待", "心理的虐待", "ネグレクト", "養育困難"];

    /// <summary>Some of those in need of protection, in order of the day; the first always, so that no city with such a case has an empty register.</summary>
    public static IReadOnlyList<Custody> Draw(IReadOnlyList<CouncilCase> cases, DateOnly asOf, SeededRandom random)
    {
        var taken = new List<Custody>();
        foreach (var found in cases.Where(static c => c.Category == InNeedOfProtection))
        {
            var from = found.AcceptedOn.AddDays(random.Below(DaysAfterAcceptance));
            DateOnly? until = from.AddDays(random.Between(ShortestDays, LongestDays));
            var reason = random.Pick(Reasons);
            var isTaken = random.Chance(Taken) || taken.Count == 0;
            if (isTaken && from <= asOf && !(found.Child.MovedOutOn <= from))
                taken.Add(new Custody(found.Child, from, until > asOf ? null : until, reason));
        }

        return [.. taken.OrderBy(static c => c.From).ThenBy(static c => c.Child.Number, StringComparer.Ordinal)];
    }
}

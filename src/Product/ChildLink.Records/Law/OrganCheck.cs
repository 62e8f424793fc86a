using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>Checks the organs of a city: each has a kind, and each department belongs to one organ.</summary>
internal static class OrganCheck
{
    private const string File = "city.yaml";

    public static void Run(CityDocument city, List<PolicyProblem> problems)
    {
        foreach (var twice in city.Organs.GroupBy(o => o.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new PolicyProblem(File, $"organ {twice.Key}", "is declared twice."));
        foreach (var organ in city.Organs)
        {
            if (PolicyWords.Parse<OrganKind>(organ.Kind) is null)
                problems.Add(new PolicyProblem(File, $"organ {organ.Id}", $"kind '{organ.Kind}' is unknown; one of {string.Join(", ", PolicyWords.All<OrganKind>())}."));
            if (organ.Regime is { } regime && PolicyWords.Parse<HolderRegime>(regime) is null)
                problems.Add(new PolicyProblem(File, $"organ {organ.Id}", $"regime '{regime}' is unknown; public or private."));
        }

        // Which organ a department belongs to decides between 69(2)(ii) and (iii).
        foreach (var twice in city.Organs.SelectMany(o => o.Departments.Select(d => (d, o.Id))).GroupBy(x => x.d, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new PolicyProblem(File, twice.Key, $"belongs to {string.Join(" and ", twice.Select(x => x.Id))}; a department belongs to one organ."));
    }

    /// <summary>The chapter that binds an organ.</summary>
    public static HolderRegime RegimeOf(OrganEntry organ) =>
        PolicyWords.Parse<HolderRegime>(organ.Regime) ?? (organ.Kind == PolicyWords.Of(OrganKind.PrivateBody) ? HolderRegime.Private : HolderRegime.Public);

    /// <summary>How a recipient stands to a holder.</summary>
    public static RecipientKind RecipientOf(OrganEntry holder, OrganEntry recipient) =>
        holder.Id == recipient.Id ? RecipientKind.SameOrgan
        : recipient.Kind == PolicyWords.Of(OrganKind.PrivateBody) ? RecipientKind.PrivateBody
        : RecipientKind.OtherPublicOrgan;
}

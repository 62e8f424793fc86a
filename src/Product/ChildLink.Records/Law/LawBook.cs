using ChildLink.Privacy.Policy;

namespace ChildLink.Records.Law;

/// <summary>The law that every provision is held against: patterns of basis, statutes that carry a case, purposes, catalogue.</summary>
public sealed class LawBook
{
    private const string File = "legal-bases.yaml";

    /// <summary>What makes of a law's name that of what was issued under it.</summary>
    private static readonly string[] Derived = ["施行令", "の施行令", "施行規則", "の施行規則", "施行細則", "の施行細則"];

    /// <summary>Every name of a known law, with the name it is known by.</summary>
    private readonly IReadOnlyList<(string Name, string Law)> names;

    private LawBook(LegalBasesDocument document, IReadOnlyList<PurposeEntry> purposes, IReadOnlyList<CatalogueEntry> catalogue, IReadOnlySet<BasisDemand> everyBasis)
    {
        Patterns = document.Bases;
        CaseStatutes = document.CaseStatutes;
        OwnTasks = document.OwnTasks;
        Purposes = purposes;
        Catalogue = catalogue;
        EveryBasis = everyBasis;
        names = [.. CaseStatutes.Concat(OwnTasks).SelectMany(static s => s.Also.Append(s.Law).Select(name => (Citation.Compact(name), s.Law))).Distinct()];
    }

    /// <summary>Patterns of legal basis.</summary>
    public IReadOnlyList<LegalBasisPattern> Patterns { get; }

    /// <summary>Statutes that carry a case, never a population.</summary>
    public IReadOnlyList<CaseStatute> CaseStatutes { get; }

    /// <summary>Statutes that make the undertaking a task of one's own.</summary>
    public IReadOnlyList<CaseStatute> OwnTasks { get; }

    /// <summary>Purposes with their affairs.</summary>
    public IReadOnlyList<PurposeEntry> Purposes { get; }

    /// <summary>Product fields.</summary>
    public IReadOnlyList<CatalogueEntry> Catalogue { get; }

    /// <summary>What every basis declares.</summary>
    public IReadOnlySet<BasisDemand> EveryBasis { get; }

    /// <summary>Reads and checks the shared files.</summary>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static LawBook Read(PolicyFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var document = files.Read<LegalBasesDocument>(File);
        var problems = new List<PolicyProblem>();
        foreach (var pattern in document.Bases)
            CheckPattern(pattern, problems);
        foreach (var twice in document.Bases.GroupBy(b => b.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new PolicyProblem(File, twice.Key, "is declared twice."));
        foreach (var statute in document.CaseStatutes.Concat(document.OwnTasks).Where(s => s.Law.Length == 0 || Citation.ParseAll(s.Article) is not [{ Law: "" }]))
            problems.Add(new PolicyProblem(File, $"caseStatutes {statute.Law}{statute.Article}", "names one law and one article, e.g. 25条の3."));
        Words<BasisDemand>(document.EveryBasis, "everyBasis", problems);
        if (problems.Count > 0)
            throw new PolicyException(problems);
        return new LawBook(
            document, files.Read<PurposesDocument>("purposes.yaml").Purposes, files.Read<CatalogueDocument>("catalogue.yaml").Fields,
            document.EveryBasis.Select(d => PolicyWords.Parse<BasisDemand>(d)!.Value).ToHashSet());
    }

    /// <summary>The pattern of an id, or null.</summary>
    public LegalBasisPattern? PatternOf(string id) => Patterns.FirstOrDefault(p => p.Id == id);

    /// <summary>The case statute that a text cites, or null.</summary>
    public CaseStatute? CaseStatuteIn(string? statute, string? article) => In(CaseStatutes, statute, article);

    /// <summary>The statute that a text cites and that makes the undertaking a task of one's own, or null.</summary>
    public CaseStatute? OwnTaskIn(string? statute) => In(OwnTasks, statute, null);

    /// <summary>
    /// A law with case statutes that a text names without any article, or null: by chapter, or whole, it names the case statutes, too.
    /// </summary>
    public CaseStatute? CaseLawIn(string? statute, string? article) =>
        Citation.ParseAll($"{statute} {article}").Count == 0 && Named($"{statute} {article}") is { } law
            ? CaseStatutes.FirstOrDefault(s => s.Law == law)
            : null;

    private CaseStatute? In(IReadOnlyList<CaseStatute> statutes, string? statute, string? article)
    {
        foreach (var citation in Citation.ParseAll($"{statute} {article}"))
        {
            var law = Named(citation.Law);
            if (law is not null && statutes.FirstOrDefault(s => s.Law == law && Citation.ParseAll(s.Article)[0].Article == citation.Article) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>
    /// The known law that a text names last, however it goes on (児童福祉法の規定による, 児童福祉法第2章), or null. The order or rules under
    /// a law (施行令, 施行規則) are not that law.
    /// </summary>
    private string? Named(string text)
    {
        var plain = Citation.Compact(text);
        string? last = null;
        var end = -1;
        foreach (var (name, law) in names)
        {
            for (var at = plain.IndexOf(name, StringComparison.Ordinal); at >= 0; at = plain.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                var behind = at + name.Length;
                if (behind > end && !Derived.Any(d => plain.AsSpan(behind).StartsWith(d, StringComparison.Ordinal)))
                    (last, end) = (law, behind);
            }
        }

        return last;
    }

    private static void CheckPattern(LegalBasisPattern pattern, List<PolicyProblem> problems)
    {
        if (pattern.Pattern is < 1 or > 3)
            problems.Add(new PolicyProblem(File, pattern.Id, "pattern must be 1, 2 or 3."));
        if (pattern.Temporary && !pattern.Demands.Contains(PolicyWords.Of(BasisDemand.Until)))
            problems.Add(new PolicyProblem(File, pattern.Id, "is temporary and must demand 'until'."));
        Words<BasisDemand>(pattern.Demands, $"{pattern.Id} demands", problems);
        Words<HolderRegime>([pattern.Regime], $"{pattern.Id} regime", problems);
        Words<RecipientKind>(pattern.Recipients, $"{pattern.Id} recipients", problems);
        if (pattern.Organs is { } organs)
            Words<OrganRelation>([organs], $"{pattern.Id} organs", problems);
    }

    private static void Words<T>(IEnumerable<string> words, string where, List<PolicyProblem> problems)
        where T : struct, Enum
    {
        foreach (var word in words.Where(w => PolicyWords.Parse<T>(w) is null))
            problems.Add(new PolicyProblem(File, where, $"'{word}' is unknown; one of {string.Join(", ", PolicyWords.All<T>())}."));
    }
}

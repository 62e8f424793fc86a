using ChildLink.Privacy.Policy;

namespace ChildLink.Casework.Cases;

/// <summary>支援メニュー: the measures and outcomes of a city, as its file <c>support.yaml</c> names them.</summary>
public sealed class SupportMenu
{
    private const string File = "support.yaml";

    private SupportMenu(SupportDocument document)
    {
        Measures = document.Measures;
        Outcomes = document.Outcomes;
    }

    /// <summary>Measures that a plan may name, in order.</summary>
    public IReadOnlyList<SupportEntry> Measures { get; }

    /// <summary>Outcomes that may be recorded, in order.</summary>
    public IReadOnlyList<SupportEntry> Outcomes { get; }

    /// <summary>Loads and checks the menu of a municipality folder.</summary>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static SupportMenu Load(string municipalityFolder)
    {
        var document = new PolicyFiles(municipalityFolder).Read<SupportDocument>(File);
        var problems = new List<PolicyProblem>();
        Check("measures", document.Measures, problems);
        Check("outcomes", document.Outcomes, problems);
        return problems.Count > 0 ? throw new PolicyException(problems) : new SupportMenu(document);
    }

    /// <summary>A measure by its id.</summary>
    public SupportEntry? Measure(string id) => Measures.FirstOrDefault(m => m.Id == id);

    /// <summary>Whether there is such an outcome.</summary>
    public bool KnowsOutcome(string id) => Outcomes.Any(o => o.Id == id);

    private static void Check(string list, List<SupportEntry> entries, List<PolicyProblem> problems)
    {
        if (entries.Count == 0)
            problems.Add(new PolicyProblem(File, list, "must name at least one entry."));
        foreach (var entry in entries.Where(e => e.Id.Length is 0 or > 50 || !e.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            problems.Add(new PolicyProblem(File, list, $"'{entry.Id}' is no id: use a-z, 0-9 and '-', at most 50."));
        foreach (var entry in entries.Where(e => string.IsNullOrWhiteSpace(e.Ja) || string.IsNullOrWhiteSpace(e.En)))
            problems.Add(new PolicyProblem(File, list, $"'{entry.Id}' needs ja and en."));
        foreach (var twice in entries.GroupBy(e => e.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new PolicyProblem(File, list, $"'{twice.Key}' is declared twice."));
    }
}

/// <summary>Shape of <c>municipalities/&lt;code&gt;/support.yaml</c>.</summary>
public sealed class SupportDocument
{
    public List<SupportEntry> Measures { get; set; } = [];
    public List<SupportEntry> Outcomes { get; set; } = [];
}

/// <summary>A measure or an outcome with its names.</summary>
public sealed class SupportEntry
{
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public string En { get; set; } = "";
}

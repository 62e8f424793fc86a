using System.Collections.Frozen;
using ChildLink.Learning;

namespace ChildLink.Screening.Features;

/// <summary>How one item of the city's table becomes a cell.</summary>
/// <param name="Code">Item code: F01–F53 of Sado's table 3-2, A01–A16 beside it.</param>
/// <param name="Needs">Provisions without which nobody's cell is known.</param>
/// <param name="Uses">Further provisions that are evidence where they can be read.</param>
/// <param name="Of">The cell of a child.</param>
internal sealed record ItemRule(string Code, string[] Needs, string[] Uses, Func<ItemRules, Child, Cell> Of)
{
    /// <summary>Provisions whose records are read about other people only: mother, adults of the household. All others may tell about the child itself.</summary>
    public string[] OfOthers { get; init; } = [];

    /// <summary>Every item the product can make, by code.</summary>
    public static FrozenDictionary<string, ItemRule> ByCode { get; } =
        TableOfItems.Rules.Concat(AdditionalItems.Rules).ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
}

/// <summary>What the rules look into, prepared once per run.</summary>
internal sealed class ItemRules
{
    public ItemRules(Town town, SourceRecords sources)
    {
        var mothers = new Motherhood(sources);
        Birth = new BirthItems(town, sources, mothers);
        Pregnancy = new PregnancyItems(town, sources, mothers);
        Checkups = new CheckupItems(town, sources);
        Vaccination = new VaccinationItems(town, sources);
        Welfare = new WelfareItems(town, sources);
        School = new SchoolItems(town, sources);
        Mind = new MindItems(town, sources);
        Cases = new CaseItems(town, sources);
        Household = new HouseholdItems(town, sources);
    }

    public BirthItems Birth { get; }

    public PregnancyItems Pregnancy { get; }

    public CheckupItems Checkups { get; }

    public VaccinationItems Vaccination { get; }

    public WelfareItems Welfare { get; }

    public SchoolItems School { get; }

    public MindItems Mind { get; }

    public CaseItems Cases { get; }

    public HouseholdItems Household { get; }
}

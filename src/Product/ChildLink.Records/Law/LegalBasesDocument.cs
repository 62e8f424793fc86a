using ChildLink.Privacy.Policy;

namespace ChildLink.Records.Law;

/// <summary>Shape of <c>legal-bases.yaml</c>.</summary>
public sealed class LegalBasesDocument
{
    /// <summary>What every basis declares, whatever its pattern.</summary>
    [PolicyWord(typeof(BasisDemand))]
    public List<string> EveryBasis { get; set; } = [];
    public List<LegalBasisPattern> Bases { get; set; } = [];

    /// <summary>Articles that carry one child's case and never a population.</summary>
    public List<CaseStatute> CaseStatutes { get; set; } = [];

    /// <summary>Articles that make the undertaking the holder's or steward's own task: use within the purpose.</summary>
    public List<CaseStatute> OwnTasks { get; set; } = [];
}

/// <summary>One pattern of legal basis.</summary>
public sealed class LegalBasisPattern
{
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";

    /// <summary>1 within the purpose, 2 by law, 3 on reasonable grounds or by consent.</summary>
    public int Pattern { get; set; }

    /// <summary>The chapter whose holders may rest on it.</summary>
    [PolicyWord(typeof(HolderRegime))]
    public string Regime { get; set; } = "public";

    [PolicyWord(typeof(BasisDemand))]
    public List<string> Demands { get; set; } = [];

    [PolicyWord(typeof(OrganRelation))]
    public string? Organs { get; set; }

    /// <summary>Who may receive; empty for anybody.</summary>
    [PolicyWord(typeof(RecipientKind))]
    public List<string> Recipients { get; set; } = [];

    /// <summary>The only purposes it carries; these purposes rest on nothing else. Empty for any.</summary>
    public List<string> Purposes { get; set; } = [];

    /// <summary>Whether it is meant for a time only: it must end, and its end is warned of.</summary>
    public bool Temporary { get; set; }
}

/// <summary>An article that the software has to know.</summary>
public sealed class CaseStatute
{
    public string Law { get; set; } = "";

    /// <summary>Other names of the law.</summary>
    public List<string> Also { get; set; } = [];
    public string Article { get; set; } = "";
    public string Ja { get; set; } = "";
}

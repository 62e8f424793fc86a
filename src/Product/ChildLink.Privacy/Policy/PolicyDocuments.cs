namespace ChildLink.Privacy.Policy;

/// <summary>Shape of <c>purposes.yaml</c>.</summary>
public sealed class PurposesDocument
{
    public List<PurposeEntry> Purposes { get; set; } = [];
}

/// <summary>A purpose with the affair behind it (APPI 61).</summary>
public sealed class PurposeEntry
{
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public string Affair { get; set; } = "";
    public ContextKinds Context { get; set; } = [];

    /// <summary>Whether only suppressed aggregates leave under it: no role sees a child.</summary>
    public bool Aggregate { get; set; }
}

/// <summary>Shape of <c>roles.yaml</c>.</summary>
public sealed class RolesDocument
{
    public List<RoleEntry> Roles { get; set; } = [];
}

/// <summary>A role and what it may declare.</summary>
public sealed class RoleEntry
{
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public bool MultiFactor { get; set; }
    public string? Institution { get; set; }
    public List<RolePurposeEntry> Purposes { get; set; } = [];
}

/// <summary>One purpose of a role.</summary>
public sealed class RolePurposeEntry
{
    public string Id { get; set; } = "";

    [PolicyWord(typeof(RowScope))]
    public string Rows { get; set; } = "none";
    public ContextKinds Context { get; set; } = [];
}

/// <summary>Shape of <c>catalogue.yaml</c>.</summary>
public sealed class CatalogueDocument
{
    public List<CatalogueEntry> Fields { get; set; } = [];

    /// <summary>Items by which somebody who knows a child could find it under its pseudonym; worth most first.</summary>
    public List<string> QuasiIdentifiers { get; set; } = [];
}

/// <summary>A catalogued field.</summary>
public sealed class CatalogueEntry
{
    private bool grantable;

    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";

    [PolicyWord(typeof(FieldClass))]
    public string Class { get; set; } = "";
    public bool Special { get; set; }
    public List<string> RestrictedBy { get; set; } = [];
    public string? Coarse { get; set; }

    /// <summary>Provisions its values come from; none for what the municipality itself derived.</summary>
    public List<string> From { get; set; } = [];

    /// <summary>個別提供: whether a provision declares that the item may be given of one named child. No YAML of the catalogue says so.</summary>
    public bool Grantable => grantable;

    /// <summary>Notes that a provision declares it.</summary>
    public void AllowGrants() => grantable = true;
}

/// <summary>Shape of <c>disclosure.yaml</c>.</summary>
public sealed class DisclosureDocument
{
    public List<DisclosureRule> Rules { get; set; } = [];
}

/// <summary>One disclosure rule.</summary>
public sealed class DisclosureRule
{
    public string Id { get; set; } = "";
    public string Why { get; set; } = "";
    public string Role { get; set; } = "";
    public string Purpose { get; set; } = "";

    /// <summary><c>shared</c>, or <c>granted</c>: that one names no fields, for the provisions name what may be granted.</summary>
    public string? When { get; set; }
    public List<string> Clear { get; set; } = [];
    public List<string> Coarse { get; set; } = [];
}

/// <summary>Shape of <c>tests/*.yaml</c>.</summary>
public sealed class PolicyTestsDocument
{
    public List<PolicyTest> Tests { get; set; } = [];
}

/// <summary>One expectation.</summary>
public sealed class PolicyTest
{
    public string Role { get; set; } = "";
    public string Purpose { get; set; } = "";
    public string Field { get; set; } = "";
    [PolicyWord(typeof(Disposition))]
    public string Expect { get; set; } = "";

    /// <summary>Situation in which it holds; without it everything is there that the purpose asks for.</summary>
    [PolicyWord(typeof(PolicySituation))]
    public string? When { get; set; }
}

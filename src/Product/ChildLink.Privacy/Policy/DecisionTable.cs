using System.Collections.Frozen;
using ChildLink.Privacy.Guarding;

namespace ChildLink.Privacy.Policy;

/// <summary>The compiled, immutable policy: who gets what, under which rule, with the hash that stands in every log entry.</summary>
public sealed class DecisionTable
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, RolePurpose>> rolePurposes;
    private readonly FieldDecisions nothing;
    private readonly FrozenDictionary<string, string> whys;

    internal DecisionTable(
        string hash,
        PolicySet set,
        FrozenDictionary<string, FrozenDictionary<string, RolePurpose>> rolePurposes,
        IReadOnlyList<RuleOverlap> overlaps,
        FieldDecisions nothing)
    {
        Hash = hash;
        Catalogue = set.Catalogue;
        Items = set.Items;
        Roles = set.Roles;
        Purposes = set.Purposes;
        QuasiIdentifiers = set.QuasiIdentifiers;
        Overlaps = overlaps;
        whys = set.Rules.ToFrozenDictionary(r => r.Id, r => r.Why, StringComparer.Ordinal);
        this.rolePurposes = rolePurposes;
        this.nothing = nothing;
    }

    /// <summary>Rule of a field that no rule names.</summary>
    public const string Default = "default";

    /// <summary>Rule of a field that no provision allows for the purpose now.</summary>
    public const string BasisNotInForce = "basis-not-in-force";

    /// <summary>Rule of a name that is neither in the catalogue nor an item of a provision.</summary>
    public const string NotCatalogued = "not-catalogued";

    /// <summary>SHA-256 of the files this table was compiled from and of the municipality's own: provisions, plans, limits.</summary>
    public string Hash { get; }

    /// <summary>Every product field.</summary>
    public IReadOnlyList<CatalogueEntry> Catalogue { get; }

    /// <summary>Every data item of the municipality's provisions; empty where no municipality is served.</summary>
    public IReadOnlyList<CatalogueEntry> Items { get; }

    /// <summary>Every purpose with the affair behind it.</summary>
    public IReadOnlyList<PurposeEntry> Purposes { get; }

    /// <summary>Items of which whoever sees a whole run is shown only what at least five of its children share; worth most first.</summary>
    public IReadOnlyList<string> QuasiIdentifiers { get; }

    /// <summary>Where rules meet, and which of them wins.</summary>
    public IReadOnlyList<RuleOverlap> Overlaps { get; }

    /// <summary>Every role.</summary>
    public IReadOnlyList<RoleEntry> Roles { get; }

    /// <summary>What a role may do under a purpose; null when the role may not declare that purpose.</summary>
    public RolePurpose? Find(string role, string purpose) =>
        rolePurposes.TryGetValue(role, out var purposes) ? purposes.GetValueOrDefault(purpose) : null;

    /// <summary>A decision that withholds a field for a reason outside of the table, e.g. because its legal basis ended.</summary>
    public static AccessDecision Withhold(FieldId field, string rule) => new(field, Disposition.Withheld, RowGuard.None, rule);

    /// <summary>The decision on one field. A role, purpose or field that no rule names is withheld.</summary>
    public AccessDecision Decide(string role, string purpose, FieldId field)
    {
        var decisions = Find(role, purpose)?.Decisions ?? nothing;
        return decisions.Of(field) ?? new AccessDecision(field, Disposition.Withheld, RowGuard.None, NotCatalogued);
    }

    /// <summary>Why a rule is there, or the rules that met; null for what no rule decided.</summary>
    public string? WhyOf(string rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var found = rule.Split('+').Select(r => whys.GetValueOrDefault(r)).OfType<string>().ToList();
        return found.Count == 0 ? null : string.Join(' ', found);
    }

    /// <summary>The product field or data item of a name; null for an unknown one.</summary>
    public CatalogueEntry? EntryOf(string field) => Catalogue.FirstOrDefault(e => e.Id == field) ?? Items.FirstOrDefault(e => e.Id == field);
}

/// <summary>A role under one purpose.</summary>
/// <param name="Role">The role.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="Rows">Which children exist.</param>
/// <param name="Contexts">Kinds of context that it may name; none where it names no context.</param>
/// <param name="MultiFactor">Whether several factors are demanded.</param>
/// <param name="NeedsInstitution">Whether the assignment must name an institution.</param>
/// <param name="Decisions">Decisions by field.</param>
public sealed record RolePurpose(
    string Role,
    string Purpose,
    RowScope Rows,
    IReadOnlyList<string> Contexts,
    bool MultiFactor,
    bool NeedsInstitution,
    FieldDecisions Decisions)
{
    /// <summary>Nothing at all: no child exists, no field is shown.</summary>
    public static RolePurpose None(string role) => new(role, "", RowScope.None, [], false, false, FieldDecisions.None);
}

using System.Collections.Frozen;
using ChildLink.Privacy.Guarding;

namespace ChildLink.Privacy.Policy;

/// <summary>The compiled, immutable policy: who gets what, under which rule, with the hash that stands in every log entry.</summary>
public sealed class DecisionTable
{
    private readonly FrozenDictionary<(string Role, string Purpose), RolePurpose> rolePurposes;
    private readonly FrozenDictionary<string, AccessDecision> nothing;

    internal DecisionTable(
        string hash,
        IReadOnlyList<CatalogueEntry> catalogue,
        IReadOnlyList<RoleEntry> roles,
        FrozenDictionary<(string Role, string Purpose), RolePurpose> rolePurposes)
    {
        Hash = hash;
        Catalogue = catalogue;
        Roles = roles;
        this.rolePurposes = rolePurposes;
        nothing = catalogue.ToFrozenDictionary(
            e => e.Id, e => new AccessDecision(FieldId.Of(e.Id), Disposition.Withheld, RowGuard.None, "default"), StringComparer.Ordinal);
    }

    /// <summary>SHA-256 of the files this table was compiled from and of the municipality's own: provisions, plans, limits.</summary>
    public string Hash { get; }

    /// <summary>Every product field.</summary>
    public IReadOnlyList<CatalogueEntry> Catalogue { get; }

    /// <summary>Every role.</summary>
    public IReadOnlyList<RoleEntry> Roles { get; }

    /// <summary>What a role may do under a purpose; null when the role may not declare that purpose.</summary>
    public RolePurpose? Find(string role, string purpose) => rolePurposes.GetValueOrDefault((role, purpose));

    /// <summary>A decision that withholds a field for a reason outside of the table, e.g. because its legal basis ended.</summary>
    public static AccessDecision Withhold(FieldId field, string rule) => new(field, Disposition.Withheld, RowGuard.None, rule);

    /// <summary>The decision on one field. A role, purpose or field that no rule names is withheld.</summary>
    public AccessDecision Decide(string role, string purpose, FieldId field)
    {
        var found = Find(role, purpose);
        if (found is not null && found.Decisions.TryGetValue(field.Value, out var decision))
            return decision;
        return nothing.TryGetValue(field.Value, out var refused)
            ? refused
            : new AccessDecision(field, Disposition.Withheld, RowGuard.None, "not-catalogued");
    }
}

/// <summary>A role under one purpose.</summary>
public sealed record RolePurpose(
    string Role,
    string Purpose,
    RowScope Rows,
    string? Context,
    bool MultiFactor,
    bool NeedsInstitution,
    FrozenDictionary<string, AccessDecision> Decisions)
{
    /// <summary>Nothing at all: no child exists, no field is shown.</summary>
    public static RolePurpose None(string role) => new(role, "", RowScope.None, null, false, false, FrozenDictionary<string, AccessDecision>.Empty);
}

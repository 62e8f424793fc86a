using ChildLink.Privacy.Policy;

namespace ChildLink.Records.Law;

/// <summary>Why a role under a purpose gets a field as it does, and what would be needed for more.</summary>
/// <param name="Entry">The product field or data item; null for an unknown name.</param>
/// <param name="Decision">What the role gets now.</param>
/// <param name="Why">Why the rule is there; null where no rule decided.</param>
/// <param name="Sources">Provisions that the values come from; none for what the municipality derived itself.</param>
/// <param name="Until">The instant from which on no source may be used; null where there is none.</param>
/// <param name="Needs">What has to be there for the field to open, in order.</param>
public sealed record FieldExplanation(
    CatalogueEntry? Entry, AccessDecision Decision, string? Why, IReadOnlyList<ExplainedSource> Sources, DateTimeOffset? Until, IReadOnlyList<PolicyNeed> Needs);

/// <summary>A provision behind a field.</summary>
/// <param name="Provision">The provision.</param>
/// <param name="Basis">Its basis to tell of.</param>
/// <param name="NamesPurpose">Whether the provision names the purpose.</param>
/// <param name="Allows">Whether it may be used for the purpose now.</param>
/// <param name="Until">End of the unbroken cover; null where there is none.</param>
public sealed record ExplainedSource(string Provision, LegalBasis Basis, bool NamesPurpose, bool Allows, DateTimeOffset? Until);

/// <summary>Something that has to be there.</summary>
/// <param name="Kind"><c>role</c>, <c>purpose</c>, <c>context</c>, <c>factor</c>, <c>institution</c>, <c>share</c>, <c>grant</c>, <c>protection</c>, <c>basis</c> or <c>rule</c>.</param>
/// <param name="Text">In words, without any personal value.</param>
public sealed record PolicyNeed(string Kind, string Text);

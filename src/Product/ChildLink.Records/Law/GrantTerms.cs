namespace ChildLink.Records.Law;

/// <summary>個別提供: items that a provision may give of one named child, and the basis that carries it.</summary>
/// <param name="Items">Data items, all of the class raw.</param>
/// <param name="Basis">By statute, of the scope named-child.</param>
public sealed record GrantTerms(IReadOnlyList<string> Items, LegalBasis Basis)
{
    /// <summary>The only purpose that a grant carries: the support by the institution that the child belongs to.</summary>
    public const string Purpose = "child-support";

    /// <summary>
    /// Whether the basis is a statute that carries a case (児童福祉法25条の3): item and article alone tell that there is one, so a grant under it
    /// names who sees it.
    /// </summary>
    public bool DemandsPersons { get; init; }

    /// <summary>Why the items that need special care cannot be done without; null where there are none.</summary>
    public string? Necessity { get; init; }
}

using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>The legal basis of a provision, in force in [From, Until); days end at 00:00 in Japan.</summary>
public sealed record LegalBasis(string Id, int Pattern, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>The law, or null.</summary>
    public string? Statute { get; init; }

    /// <summary>Its article, or null.</summary>
    public string? Article { get; init; }

    /// <summary>Reasonable grounds in words, or null.</summary>
    public string? Grounds { get; init; }

    /// <summary>Who approved, or null.</summary>
    public string? Approver { get; init; }

    /// <summary>What makes the holder hand over.</summary>
    public required BasisTrigger Trigger { get; init; }

    /// <summary>Whose data it carries.</summary>
    public required BasisScope Scope { get; init; }

    /// <summary>Who receives.</summary>
    public required RecipientKind Recipient { get; init; }

    /// <summary>The chapter that binds the holder.</summary>
    public required HolderRegime Regime { get; init; }

    /// <summary>Purposes of the provision that this basis carries.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>The basis as it is written in the provision.</summary>
    public required BasisEntry Written { get; init; }

    /// <summary>Whether the basis holds at an instant.</summary>
    public bool IsInForce(DateTimeOffset now) => From <= now && (Until is null || now < Until);

    /// <summary>Whether it carries a purpose at an instant.</summary>
    public bool Carries(string purpose, DateTimeOffset now) => IsInForce(now) && Purposes.Contains(purpose, StringComparer.Ordinal);
}

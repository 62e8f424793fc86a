namespace ChildLink.GraphQL.Language;

/// <summary>What a text may cost its reader. A text that goes beyond is refused where it does, before more of it is read.</summary>
/// <param name="MaxTokens">Tokens, at least 1; comments and commas are none.</param>
/// <param name="MaxDepth">Brackets within brackets, of all three kinds together, 1 to 1,000: reading and checking recurse that deep.</param>
/// <param name="MaxBytes">Bytes of UTF-8.</param>
public sealed record ParseLimits(int MaxTokens = 100_000, int MaxDepth = 200, int MaxBytes = 4 * 1024 * 1024)
{
    /// <summary>For documents that clients send.</summary>
    public static ParseLimits Default { get; } = new();

    /// <summary>For schemas that the operator wrote: many tokens, no deeper.</summary>
    public static ParseLimits TypeSystem { get; } = new(MaxTokens: 5_000_000, MaxBytes: 64 * 1024 * 1024);
}

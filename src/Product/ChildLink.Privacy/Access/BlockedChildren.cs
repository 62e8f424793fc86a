using System.Collections.Frozen;

namespace ChildLink.Privacy.Access;

/// <summary>Residents with whom somebody has a conflict of interest (own family): views, exports, commands and counts act as if they were not there.</summary>
/// <remarks>Equal when they hold the same residents, so that assignments compare as values.</remarks>
public sealed class BlockedChildren : IEquatable<BlockedChildren>
{
    private BlockedChildren(FrozenSet<Guid> children) => Children = children;

    /// <summary>Nobody: almost everybody's.</summary>
    public static BlockedChildren None { get; } = new([]);

    /// <summary>Identities of residents.</summary>
    public IReadOnlySet<Guid> Children { get; }

    /// <summary>Whether there is nobody.</summary>
    public bool IsEmpty => Children.Count == 0;

    /// <summary>Those residents.</summary>
    public static BlockedChildren Of(Guid[] children)
    {
        ArgumentNullException.ThrowIfNull(children);
        return children.Length == 0 ? None : new BlockedChildren(children.ToFrozenSet());
    }

    /// <summary>Whether a resident is among them.</summary>
    public bool Contains(Guid child) => Children.Contains(child);

    /// <inheritdoc/>
    public bool Equals(BlockedChildren? other) => other is not null && Children.SetEquals(other.Children);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BlockedChildren);

    /// <inheritdoc/>
    public override int GetHashCode() => Children.Count;
}

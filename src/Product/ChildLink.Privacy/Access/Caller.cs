using ChildLink.Privacy.Policy;

namespace ChildLink.Privacy.Access;

/// <summary>Who calls, as the identity provider says it. Claims only narrow what an assignment gives.</summary>
/// <param name="Issuer"><c>iss</c>.</param>
/// <param name="Person"><c>sub</c>.</param>
/// <param name="MultiFactor">Whether <c>amr</c> says that several factors were used (RFC 8176 <c>mfa</c>).</param>
/// <param name="Role">Role claim, or null when the token does not narrow.</param>
/// <param name="Institution">Institution claim, or null.</param>
/// <param name="Purposes">Purpose claims; empty when the token does not narrow.</param>
public sealed record Identity(
    string Issuer, string Person, bool MultiFactor, string? Role, string? Institution, IReadOnlyList<string> Purposes)
{
    /// <summary>Whether a program calls, with nobody behind it.</summary>
    public bool IsClient { get; init; }

    /// <summary>The program through which the person acts; null where they call themselves.</summary>
    public string? Client { get; init; }

    /// <summary>What the log says beside the person: the program between.</summary>
    internal IEnumerable<string> Via => Client is null ? [] : [$"via={Client}"];
}

/// <summary>The context a purpose names: a run, a share or a request.</summary>
/// <param name="Kind">E.g. <c>run</c>.</param>
/// <param name="Id">Its identity.</param>
public sealed record AccessContext(string Kind, Guid Id)
{
    /// <summary>Reads <c>kind:uuid</c>.</summary>
    public static bool TryParse(string? text, out AccessContext? context)
    {
        context = null;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon <= 0 || !Guid.TryParseExact(text![(colon + 1)..], "D", out var id))
            return false;
        context = new AccessContext(text[..colon], id);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Id}";
}

/// <summary>A person admitted under one role, one purpose and one context, for one request.</summary>
public sealed record Caller(
    string Tenant, Identity Identity, RolePurpose Access, string? Institution, AccessContext? Context, Guid Assignment)
{
    /// <summary>Children with whom the person has a conflict of interest: to this caller they are not there. Almost always empty.</summary>
    public BlockedChildren BlockedChildren { get; init; } = BlockedChildren.None;

    /// <summary>The role.</summary>
    public string Role => Access.Role;

    /// <summary>The declared purpose.</summary>
    public string Purpose => Access.Purpose;
}

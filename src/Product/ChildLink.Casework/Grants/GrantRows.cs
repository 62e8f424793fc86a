using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Casework.Grants;

/// <summary>How a grant stands in <c>read.grants</c>: what other rooms select and how they read it.</summary>
public static class GrantRows
{
    /// <summary>Columns in the order of <see cref="Read"/> and <see cref="Texts"/>, of a table called <c>g</c>.</summary>
    public const string Columns =
        "g.id, g.case_id, g.resident_id, g.item, g.provision, g.basis, g.authority, g.institution, g.persons, g.valid_from, g.valid_until, g.state, "
        + "g.proposed_by, g.proposed_at, g.decided_by, g.decided_at, g.ended_by, g.ended_at, g.version, g.reason, g.trigger, g.refusal";

    /// <summary>Number of columns.</summary>
    public const int Count = 22;

    /// <summary>Name of the reason inside its event.</summary>
    internal const string Reason = "reason";

    /// <summary>Name of what made for the proposal.</summary>
    internal const string Trigger = "trigger";

    /// <summary>Name of the reason of a refusal.</summary>
    internal const string Refusal = "refusal";

    /// <summary>A proposal is the first event, and its decision the second.</summary>
    internal const long Proposal = 1;

    /// <inheritdoc cref="Proposal"/>
    internal const long Decision = 2;

    /// <summary>The grant of a row, from a column on.</summary>
    public static Grant Read(RowReader rows, int first = 0)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Grant(
            rows.PublicUuid(first), rows.PublicUuid(first + 1), rows.PublicUuid(first + 2), rows.PublicText(first + 3), rows.PublicText(first + 4),
            rows.PublicText(first + 5), rows.PublicText(first + 6), rows.PublicText(first + 7), rows.PublicIsNull(first + 8) ? null : rows.PublicTexts(first + 8),
            rows.PublicInstant(first + 9), rows.PublicInstant(first + 10), rows.PublicText(first + 11), rows.PublicText(first + 12), rows.PublicInstant(first + 13),
            rows.PublicTextOrNull(first + 14), rows.PublicInstantOrNull(first + 15), rows.PublicTextOrNull(first + 16), rows.PublicInstantOrNull(first + 17),
            rows.PublicLong(first + 18));
    }

    /// <summary>What people wrote, sealed: reason, trigger, and the reason of a refusal or null.</summary>
    public static (SealedText Reason, SealedText Trigger, SealedText? Refusal) Texts(RowReader rows, Grant grant, int first = 0)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(grant);
        return (
            new SealedText(grant.Child, grant.Id, Proposal, Reason, rows.PublicText(first + 19)),
            new SealedText(grant.Child, grant.Id, Proposal, Trigger, rows.PublicText(first + 20)),
            rows.PublicTextOrNull(first + 21) is { } refusal ? new SealedText(grant.Child, grant.Id, Decision, Refusal, refusal) : null);
    }
}

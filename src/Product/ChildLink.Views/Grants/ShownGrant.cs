using ChildLink.Casework.Grants;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Cases;

namespace ChildLink.Views.Grants;

/// <summary>A grant as case staff see it.</summary>
/// <param name="Grant">Its derived values.</param>
/// <param name="ClosedBy">
/// Why an approved grant opens nothing now although nobody ended it: <c>begin</c>, <c>period</c>,
/// <c>institution</c>, <c>policy</c> (no rule opens what is granted), <c>basis</c>, <c>persons</c> (none of those named acts for the institution); else null.
/// A protection measure is not told by it.
/// </param>
/// <param name="Key">Decision on the child's identity.</param>
/// <param name="Reason">Why the institution needs the item.</param>
/// <param name="Trigger">What made for the proposal.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record ShownGrant(Grant Grant, string? ClosedBy, AccessDecision Key, CaseText Reason, CaseText Trigger, CaseText Refusal)
{
    /// <summary>Writes the child's identity as a value.</summary>
    public void WriteChild(DisclosureScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        scope.Select(Key);
        scope.RevealKey(Grant.Child, Key, pseudonyms: null);
    }
}

/// <summary>
/// A grant as the institution sees it. Neither the case nor reasons nor any analysis are in it, but it tells by itself: there is one only
/// while a case of the child is open, and the statute says of what kind. So terms under a case statute name who sees it.
/// </summary>
/// <param name="Item">Data item.</param>
/// <param name="Name">Its name in Japanese.</param>
public sealed record ReceivedGrant(
    Guid Id, Guid Child, string Item, string Name, string Provision, string Basis, string Authority, DateTimeOffset From, DateTimeOffset Until);

/// <summary>What is granted of one child.</summary>
/// <param name="Child">The child.</param>
/// <param name="Items">Granted items with their values; none for a child without a grant.</param>
public sealed record GrantedItems(Guid Child, IReadOnlyList<GrantedItem> Items);

/// <summary>An item that was granted, with what is stored of it.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Values">The newest first; none where nothing is stored.</param>
public sealed record GrantedItem(ReceivedGrant Grant, IReadOnlyList<GrantedValue> Values);

/// <summary>One stored value on its way through the gateway.</summary>
public sealed class GrantedValue
{
    private readonly Guarded<string?> value;
    private readonly AccessDecision decision;

    internal GrantedValue(DateOnly day, string? period, Guarded<string?> value, AccessDecision decision)
    {
        Day = day;
        Period = period;
        this.value = value;
        this.decision = decision;
    }

    /// <summary>The day for which the provision stated it.</summary>
    public DateOnly Day { get; }

    /// <summary>The month or year that the delivered file was for, where it names one.</summary>
    public string? Period { get; }

    /// <summary>Writes it as a value, null where the key of its subject is gone.</summary>
    public void Write(DisclosureScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        scope.Reveal(value, decision);
    }
}

using ChildLink.Casework.Cases;
using Goes = ChildLink.Casework.Cases.CaseStep.Goes;

namespace ChildLink.Casework.HandOvers;

/// <summary>Handing over, receipt, withdrawal: state and command in, step out.</summary>
/// <param name="knowsInstitution">Whether an institution's code exists.</param>
internal sealed class HandOverRules(Func<string, bool> knowsInstitution)
{
    /// <summary>
    /// Hands over. A cause that the register does not confirm is refused; staff may change at any time.
    /// </summary>
    /// <param name="now">The case.</param>
    /// <param name="c">The command.</param>
    /// <param name="due">What is due by the register.</param>
    /// <param name="stored">Hand-overs that somebody acted on.</param>
    /// <param name="person">Who hands over.</param>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="at">The instant.</param>
    public CaseStep Hand(
        Case now, CaseCommand.HandOver c, IReadOnlyList<HandOver> due, IReadOnlyList<HandOver> stored, string person, string tenant, DateTimeOffset at)
    {
        if (!HandOverCause.All.Contains(c.Cause, StringComparer.Ordinal))
            return CaseStep.Wrong("cause", $"must be one of {string.Join(", ", HandOverCause.All)}.");
        if (!RecipientKind.All.Contains(c.ToKind, StringComparer.Ordinal))
            return CaseStep.Wrong("toKind", $"must be one of {string.Join(", ", RecipientKind.All)}.");
        if (CaseRules.Name(c.To) is { } unfit)
            return CaseStep.Wrong("to", unfit);
        if (c.ToKind == RecipientKind.Institution && !knowsInstitution(c.To))
            return CaseStep.Wrong("to", "is no institution of this city.");
        if (c.ToKind == RecipientKind.Worker && c.To == now.Worker)
            return CaseStep.Wrong("to", "is the worker already.");
        if (KindsOf(c.Cause) is var kinds && !kinds.Contains(c.ToKind, StringComparer.Ordinal))
            return CaseStep.Wrong("toKind", $"must be {string.Join(" or ", kinds)} for this cause.");
        if (CaseRules.Text("note", c.Words) is { } wrong)
            return wrong;
        if (stored.Any(h => h.State == HandOver.Handed && h.Cause == c.Cause))
            return CaseStep.Refuse(CaseOutcome.Codes.AlreadyHanded);
        var task = due.FirstOrDefault(d => d.Cause == c.Cause);
        if (task is null && c.Cause != HandOverCause.StaffChange)
            return CaseStep.Wrong("cause", "is not what the register says today.");
        // A school that the child does not go to must not learn of the case.
        if (c.Cause == HandOverCause.SchoolChange && c.To != task?.To)
            return CaseStep.Wrong("to", "must be the school that the register names.");
        var handed = new HandOver(
            task?.Id ?? HandOver.IdOf(tenant, now.Id, c.Cause, $"{now.Worker}\n{now.Version}"), now.Id, now.Child, c.Cause, HandOver.Handed, task?.DueOn,
            c.ToKind, c.To, at, person, null, null);
        return new Goes(
            now, CaseKind.HandedOver, new CaseFacts { HandOver = handed.Id, Cause = c.Cause, ToKind = c.ToKind, To = c.To }, ("hand-over", c.Words))
        { HandOver = handed };
    }

    /// <summary>Receipt, by whom it was handed over to; of an office outside the worker notes it.</summary>
    /// <param name="now">The case.</param>
    /// <param name="c">The command.</param>
    /// <param name="stored">Hand-overs that somebody acted on.</param>
    /// <param name="person">Who gives receipt.</param>
    /// <param name="institution">Institution of that person where it acts for one; null for case staff.</param>
    /// <param name="at">The instant.</param>
    public static CaseStep Receive(
        Case now, CaseCommand.Receive c, IReadOnlyList<HandOver> stored, string person, string? institution, DateTimeOffset at)
    {
        if (stored.FirstOrDefault(h => h.Id == c.Id) is not { State: HandOver.Handed } handed || !Fits(now, handed, person, institution))
            return CaseStep.Refuse(CaseOutcome.Codes.NotWaiting);
        var isOutside = handed.ToKind == RecipientKind.Outside;
        if ((isOutside || c.Words is not null) && CaseRules.Text("words", c.Words) is { } wrong)
            return wrong;
        var next = handed.ToKind switch
        {
            RecipientKind.Worker => now with { Worker = handed.To! },
            RecipientKind.Institution => now with { Institution = handed.To },
            // The lock of a child who moved out follows: nobody works on it here any more.
            _ => CaseRules.Closed(now, at),
        };
        return new Goes(
            next, CaseKind.Received, new CaseFacts { HandOver = handed.Id, Cause = handed.Cause, ToKind = handed.ToKind, To = handed.To },
            c.Words is null ? [] : [("receipt", c.Words)])
        {
            HandOver = handed with { State = HandOver.Received, ReceivedAt = at, ReceivedBy = person },
        };
    }

    /// <summary>Takes back what nobody received.</summary>
    public static CaseStep Withdraw(Case now, CaseCommand.Withdraw c, IReadOnlyList<HandOver> stored) =>
        stored.FirstOrDefault(h => h.Id == c.Id) is { State: HandOver.Handed } handed
            ? new Goes(now, CaseKind.HandOverWithdrawn, new CaseFacts { HandOver = handed.Id, Cause = handed.Cause }) { HandOver = handed with { State = HandOver.Withdrawn } }
            : CaseStep.Refuse(CaseOutcome.Codes.NotWaiting);

    /// <summary>Who may receive by cause. An office outside closes the case with its receipt: only for those who leave.</summary>
    private static string[] KindsOf(string cause) => cause switch
    {
        HandOverCause.SchoolChange => [RecipientKind.Institution],
        HandOverCause.StaffChange => [RecipientKind.Worker],
        HandOverCause.JuniorHigh => [RecipientKind.Worker, RecipientKind.Institution],
        _ => [RecipientKind.Worker, RecipientKind.Outside],
    };

    private static bool Fits(Case now, HandOver handed, string person, string? institution) => handed.ToKind switch
    {
        RecipientKind.Worker => institution is null && handed.To == person,
        RecipientKind.Institution => institution == handed.To,
        _ => institution is null && now.Worker == person,
    };
}

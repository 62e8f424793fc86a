using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;

namespace ChildLink.Views.Cases;

/// <summary>Which catalogued field decides on which text of a case.</summary>
internal static class CaseFields
{
    public static readonly FieldId Child = FieldId.Of("child.id");
    public static readonly FieldId Plan = FieldId.Of("case.plan");
    private static readonly FieldId Reason = FieldId.Of("case.reason");
    private static readonly FieldId Note = FieldId.Of("case.note");
    private static readonly FieldId Outcome = FieldId.Of("case.outcome");

    /// <summary>Every field that the texts of a case come under.</summary>
    public static IReadOnlyList<FieldId> Texts { get; } = [Reason, Plan, Note, Outcome];

    /// <summary>The field of a text by its item.</summary>
    public static FieldId Of(string item) => item switch
    {
        "reason" or "answer" or "closing" => Reason,
        "goal" => Plan,
        "outcome" => Outcome,
        _ when item.StartsWith("measure.", StringComparison.Ordinal) => Plan,
        _ => Note,
    };

    /// <summary>The decision on a field; one that asks something of the row is closed here: these rows have no share and no household.</summary>
    public static AccessDecision Decide(DecisionTable policy, Caller caller, FieldId field)
    {
        var decision = policy.Decide(caller.Role, caller.Purpose, field);
        return decision.Guard == RowGuard.None ? decision : DecisionTable.Withhold(field, decision.Rule);
    }
}

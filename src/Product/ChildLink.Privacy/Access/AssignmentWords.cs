namespace ChildLink.Privacy.Access;

/// <summary>The words under which states and changes are told, at every door the same.</summary>
public static class AssignmentWords
{
    /// <summary><c>proposed</c>, <c>approved</c>, <c>refused</c> or <c>withdrawn</c>.</summary>
    public static string Of(AssignmentState state) => state switch
    {
        AssignmentState.Approved => "approved",
        AssignmentState.Proposed => "proposed",
        AssignmentState.Refused => "refused",
        _ => "withdrawn",
    };

    /// <summary><c>added</c>, <c>ended</c>, <c>unchanged</c> or <c>fault</c>.</summary>
    public static string Of(AssignmentChange change) => change switch
    {
        AssignmentChange.Added => "added",
        AssignmentChange.Ended => "ended",
        AssignmentChange.Unchanged => "unchanged",
        _ => "fault",
    };
}

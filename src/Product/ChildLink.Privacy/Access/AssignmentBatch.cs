namespace ChildLink.Privacy.Access;

/// <summary>Changes of assignments that one person proposed and another decides on as one, as on the first of April.</summary>
/// <param name="Id">Names it, and its stream of events.</param>
/// <param name="ProposedBy"><c>sub</c> of the one who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="State">What became of it.</param>
/// <param name="DecidedBy"><c>sub</c> of the one who decided, or null.</param>
/// <param name="DecidedAt">When, or null.</param>
/// <param name="Reason">Why it was refused, or null.</param>
/// <param name="Added">How many assignments it proposes.</param>
/// <param name="Ends">Assignments that it ends.</param>
public sealed record AssignmentBatch(
    Guid Id, string ProposedBy, DateTimeOffset ProposedAt, AssignmentState State, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason, int Added,
    IReadOnlyList<AssignmentEnd> Ends);

/// <summary>An assignment that a batch ends, and when: at once where the instant has passed when the batch is approved.</summary>
public sealed record AssignmentEnd(Guid Assignment, DateTimeOffset At);

/// <summary>One row of a list of changes.</summary>
/// <param name="Row">Its number in the list, from 1, for reports.</param>
/// <param name="Action"><see cref="Add"/> or <see cref="EndAction"/>.</param>
/// <param name="Person"><c>sub</c> of the person.</param>
/// <param name="Role">Role.</param>
/// <param name="Institution">Institution, or null.</param>
/// <param name="Purposes">Purposes; counts for nothing in an end.</param>
/// <param name="From">First day in Japan; null: at once. Counts for nothing in an end.</param>
/// <param name="Until">Last day in Japan, included. Null only in an end: at once.</param>
public sealed record AssignmentRow(
    int Row, string Action, string Person, string Role, string? Institution, IReadOnlyList<string> Purposes, DateOnly? From, DateOnly? Until)
{
    /// <summary>The action that proposes an assignment.</summary>
    public const string Add = "add";

    /// <summary>The action that ends one.</summary>
    public const string EndAction = "end";
}

/// <summary>What a row of a list comes to.</summary>
public enum AssignmentChange
{
    /// <summary>It proposes an assignment.</summary>
    Added,

    /// <summary>It ends one.</summary>
    Ended,

    /// <summary>It is so already, or was proposed before.</summary>
    Unchanged,

    /// <summary>It cannot be.</summary>
    Fault,
}

/// <summary>A row with what it comes to.</summary>
/// <param name="Row">Number of the row.</param>
/// <param name="Change">What it comes to.</param>
/// <param name="Assignment">The assignment that it proposes, ends or finds; null in a fault.</param>
/// <param name="Field">What is wrong, or null.</param>
/// <param name="Message">In words, or null.</param>
public sealed record PlannedChange(int Row, AssignmentChange Change, Guid? Assignment, string? Field, string? Message);

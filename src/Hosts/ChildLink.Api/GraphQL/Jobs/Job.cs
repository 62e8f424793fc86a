namespace ChildLink.Api.GraphQL.Jobs;

/// <summary>Long work as it stood at one moment.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind"><see cref="Screening"/> or <see cref="Training"/>.</param>
/// <param name="Plan">The plan.</param>
/// <param name="State"><see cref="Running"/>, <c>DONE</c> or <c>FAILED</c>.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all; 0 before the first.</param>
/// <param name="Step">The step that runs, or null.</param>
/// <param name="StartedAt">Instant, UTC.</param>
/// <param name="FinishedAt">Instant, UTC, or null.</param>
/// <param name="Made">The run or training that it made, or null.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record Job(
    Guid Id, string Kind, string Plan, string State, int Done, int Total, string? Step, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, Guid? Made,
    JobFailure? Failure)
{
    public const string Screening = "SCREENING";
    public const string Training = "TRAINING";
    public const string Running = "RUNNING";

    /// <summary>Whether it moves no more.</summary>
    public bool IsOver => State != Running;
}

/// <summary>Why a job made nothing.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">In words, without any value.</param>
internal sealed record JobFailure(string Code, string Message);

/// <summary>What work came to: the identity of what it made, or why it made nothing.</summary>
internal sealed record JobResult(Guid? Made, JobFailure? Failure)
{
    public static JobResult Of(Guid made) => new(made, null);

    public static JobResult Failed(string code, string message) => new(null, new JobFailure(code, message));
}

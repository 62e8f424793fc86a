using System.Globalization;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Jobs;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Execution;
using ChildLink.Privacy;
using ChildLink.Screening.Runs;
using ChildLink.Screening.Training;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Screening runs and trainings that are started here and followed by their job.</summary>
internal sealed class JobResolvers(Municipality municipality, JobBoard board)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.job", GraphOperations.Job, (call, _) => Task.FromResult<object?>(board.Find((Guid)call.Arguments["id"]!)));
        map.Root("Mutation.startScreeningRun", GraphOperations.StartScreeningRun, ScreenAsync);
        map.Root("Mutation.trainModel", Operations.TrainModel, TrainAsync);
        CommandResolvers.BindPayload(map, "StartScreeningRun", "job");
        CommandResolvers.BindPayload(map, "TrainModel", "job");
        map.Fields<Job>(
            "Job",
            ("id", j => j.Id), ("kind", j => j.Kind), ("plan", j => j.Plan), ("state", j => j.State), ("done", j => j.Done), ("total", j => j.Total),
            ("step", j => j.Step), ("startedAt", j => j.StartedAt), ("finishedAt", j => j.FinishedAt), ("error", j => j.Failure));
        map.Fields<JobFailure>("JobFailure", ("code", f => f.Code), ("message", f => f.Message));
        map.Resolvers.Bind("Job.run", FieldResolver.Batch(RunsAsync));
        map.Resolvers.Bind("Job.model", FieldResolver.Batch(ModelsAsync));
    }

    private Task<object?> ScreenAsync(RootCall call, CancellationToken ct)
    {
        var plan = (string)call.Input["plan"]!;
        var asOf = (DateOnly?)call.Input["asOf"];
        var plans = municipality.Screening.Plans;
        if (plans.Find(plan) is null)
            return FailAsync(call, GraphOperations.StartScreeningRun, CommandError.Invalid("plan", $"must be one of {string.Join(", ", plans.Ids)}."), ct);
        if (asOf > JapanDay.Of(municipality.Time.GetUtcNow()))
            return FailAsync(call, GraphOperations.StartScreeningRun, CommandError.Invalid("asOf", "must not lie in the future: of that day nothing is known."), ct);
        var caller = call.State.Caller;
        return AnswerAsync(call, GraphOperations.StartScreeningRun, board.Start(Job.Screening, plan, async (progress, stop) =>
            await municipality.Screening.RunAsync(caller, plan, asOf, progress, stop) switch
            {
                ScreeningOutcome.Done done => JobResult.Of(done.Run.Id),
                ScreeningOutcome.NoUsableModel none => JobResult.Failed(none.Code, none.Message),
                ScreeningOutcome.NothingToScreen nothing => JobResult.Failed(nothing.Code, nothing.Message),
                _ => throw new InvalidOperationException("A case without an arm."),
            }), ct);
    }

    private Task<object?> TrainAsync(RootCall call, CancellationToken ct)
    {
        var plan = (string)call.Input["plan"]!;
        var until = (DateOnly?)call.Input["until"];
        if (!municipality.Trainer.Plans.Contains(plan, StringComparer.Ordinal))
            return FailAsync(call, Operations.TrainModel, CommandError.Invalid("plan", $"must be one of {string.Join(", ", municipality.Trainer.Plans)}."), ct);
        var caller = call.State.Caller;
        return AnswerAsync(call, Operations.TrainModel, board.Start(Job.Training, plan, async (progress, stop) =>
            await municipality.Trainer.TrainAsync(caller, plan, until, progress, stop) switch
            {
                TrainingOutcomeOfPlan.Done done => JobResult.Of(done.Model.Record.Id),
                TrainingOutcomeOfPlan.DayOutOfRange day => JobResult.Failed(
                    ProblemCode.Malformed.Code, $"until must lie between {Day(day.Earliest)} and {Day(day.Latest)}, the day of the newest register."),
                TrainingOutcomeOfPlan.NothingToLearnFrom nothing => JobResult.Failed(nothing.Code, nothing.Message),
                TrainingOutcomeOfPlan.Busy => JobResult.Failed(ProblemCode.TrainingInProgress.Code, ProblemCode.TrainingInProgress.English),
                _ => throw new InvalidOperationException("A case without an arm."),
            }), ct);
    }

    /// <summary>That work was started stands in the entry of the request; the work has its own.</summary>
    private static async Task<object?> AnswerAsync(RootCall call, Operation operation, Job? started, CancellationToken ct)
    {
        if (started is null)
            return await FailAsync(call, operation, CommandError.Of("JobRunningError", CommandProblems.JobRunning), ct);
        call.State.Scope.PublicRows(1);
        return Payload.Of(started);
    }

    private static async Task<object?> FailAsync(RootCall call, Operation operation, CommandError error, CancellationToken ct)
    {
        await call.State.RefuseAsync(operation.Name, error.Code, ct);
        return Payload.Failed(error);
    }

    private async ValueTask RunsAsync(FieldBatch batch, CancellationToken ct)
    {
        var made = Made(batch, Job.Screening);
        var runs = (await municipality.Runs.OfAsync([.. made.OfType<Guid>()], ct)).ToDictionary(r => r.Id);
        for (var i = 0; i < batch.Count; i++)
            batch.Set(i, made[i] is { } id ? runs.GetValueOrDefault(id) : null);
    }

    private async ValueTask ModelsAsync(FieldBatch batch, CancellationToken ct)
    {
        var made = Made(batch, Job.Training);
        for (var i = 0; i < batch.Count; i++)
            batch.Set(i, made[i] is { } id ? await municipality.Models.FindAsync(id, ct) : null);
    }

    private static Guid?[] Made(FieldBatch batch, string kind) =>
        [.. Enumerable.Range(0, batch.Count).Select(i => batch.Parent<Job>(i)).Select(j => j.Kind == kind ? j.Made : null)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

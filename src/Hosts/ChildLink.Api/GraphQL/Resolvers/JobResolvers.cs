using System.Globalization;
using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Jobs;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Execution;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Screening.Runs;
using ChildLink.Screening.Training;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Screening runs and trainings that are started here and followed by their job.</summary>
internal sealed class JobResolvers(Municipality municipality, JobBoard board)
{
    private readonly CallerAdmission admission = new(municipality);

    public void Bind(SchemaMap map)
    {
        map.Root("Query.job", GraphOperations.Job, (call, _) =>
        {
            var job = board.Find((Guid)call.Arguments["id"]!);
            call.State.Scope.PublicRows(job is null ? 0 : 1);
            return Task.FromResult<object?>(job);
        });
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
            return Refuse(CommandError.Invalid("plan", $"must be one of {string.Join(", ", plans.Ids)}."));
        if (asOf > JapanDay.Of(municipality.Time.GetUtcNow()))
            return Refuse(CommandError.Invalid("asOf", "must not lie in the future: of that day nothing is known."));
        var caller = call.State.Caller;
        return StartAsync(call, () => board.Start(Job.Screening, plan, Still(caller), async (progress, stop) =>
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
            return Refuse(CommandError.Invalid("plan", $"must be one of {string.Join(", ", municipality.Trainer.Plans)}."));
        var caller = call.State.Caller;
        return StartAsync(call, () => board.Start(Job.Training, plan, Still(caller), async (progress, stop) =>
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

    /// <summary>Whether the caller would be admitted now by the same assignment.</summary>
    private Func<CancellationToken, Task<bool>> Still(Caller caller)
    {
        var use = new DeclaredUse(caller.Purpose, caller.Context?.ToString());
        return async ct => await admission.JudgeAsync(caller.Identity, use, ct) is CallerVerdict.Admitted now && now.Caller.Assignment == caller.Assignment;
    }

    /// <summary>That work is started stands in the log before it is: no log, no work. The work has an entry of its own.</summary>
    private static async Task<object?> StartAsync(RootCall call, Func<Job?> start, CancellationToken ct)
    {
        call.State.Scope.PublicRows(1);
        await call.RecordAsync(ct);
        return start() is { } started
            ? Payload.Of(started)
            : Payload.Failed(CommandError.Of("JobRunningError", CommandProblems.JobRunning));
    }

    private static Task<object?> Refuse(CommandError error) => Task.FromResult<object?>(Payload.Failed(error));

    private async ValueTask RunsAsync(FieldBatch batch, CancellationToken ct)
    {
        var made = Made(batch, Job.Screening);
        var runs = (await municipality.Runs.OfAsync([.. made.OfType<Guid>()], ct)).ToDictionary(r => r.Id);
        ((RequestState)batch.State!).Scope.PublicRows(runs.Count);
        for (var i = 0; i < batch.Count; i++)
            batch.Set(i, made[i] is { } id ? runs.GetValueOrDefault(id) : null);
    }

    private async ValueTask ModelsAsync(FieldBatch batch, CancellationToken ct)
    {
        var made = Made(batch, Job.Training);
        for (var i = 0; i < batch.Count; i++)
        {
            var model = made[i] is { } id ? await municipality.Models.FindAsync(id, ct) : null;
            ((RequestState)batch.State!).Scope.PublicRows(model is null ? 0 : 1);
            batch.Set(i, model);
        }
    }

    private static Guid?[] Made(FieldBatch batch, string kind) =>
        [.. Enumerable.Range(0, batch.Count).Select(i => batch.Parent<Job>(i)).Select(j => j.Kind == kind ? j.Made : null)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Text.Json;
using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Transport.Answers;
using ChildLink.Api.Problems;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Language;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;

namespace ChildLink.Api.GraphQL.Transport.Running;

/// <summary>
/// The way of every operation, over whatever transport: admitted? → answer into a buffer → durable log entry → bytes.
/// </summary>
internal sealed class OperationDoor(Municipality municipality, ServedSchema served, GraphQLOptions options)
{
    /// <summary>Name in the access log of a request whose operation is not known.</summary>
    public const string Unnamed = "graphql";

    private readonly CallerAdmission admission = new(municipality);

    /// <summary>A new identity of a request or of a pushed message.</summary>
    public Guid NewId() => Guid.CreateVersion7(municipality.Time.GetUtcNow());

    /// <summary>Answers a query or mutation, or refuses and logs it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="session">Who asks.</param>
    /// <param name="requestId">Id of the request.</param>
    /// <param name="hand">Hands the answer over; its bytes are gone when the task ends.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null when it was handed over.</returns>
    public async Task<Refusal?> AnswerAsync(
        PreparedOperation operation, JsonElement variables, Session session, Guid requestId, Func<ReleasedAnswer, Task> hand, CancellationToken ct)
    {
        IReadOnlyList<Assignment>? moved = null;
        if (operation.Kind == OperationKind.Query && operation.NeedsPurpose() && await admission.AdmitKnownAsync(session.Identity, session.Use, ct) is var (caller, standing))
        {
            using var guess = municipality.Gateway.Open(caller, operation.LogName(), requestId, standing);
            try
            {
                await hand(await RunAsync(operation, variables, guess, session, requestId, ct));
                return null;
            }
            catch (StandingMovedException e)
            {
                // Nothing was opened, nothing left, nothing stands in the log.
                moved = e.Assignments;
            }
        }

        var (scope, refusal) = moved is null ? await EnterAsync(operation, session, requestId, ct) : await EnterAsync(operation, session, requestId, admission.Judge(session.Identity, session.Use, moved), ct);
        if (scope is null)
            return refusal;
        using (scope)
            await hand(await RunAsync(operation, variables, scope, session, requestId, ct));
        return null;
    }

    /// <summary>Opens the scope of an answer by the assignments of this moment, or refuses and logs it.</summary>
    public async Task<(DisclosureScope? Scope, Refusal? Refusal)> EnterAsync(PreparedOperation operation, Session session, Guid requestId, CancellationToken ct)
    {
        // Ones own rights say what a purpose opens, where one is declared that is one's own; else they say which can be declared.
        if (!operation.NeedsPurpose() && (session.Use.Purpose is null || !operation.AsksForOwnRights()))
            return (OpenSelf(operation, session, requestId), null);
        return await EnterAsync(
            operation, session, requestId, await admission.JudgeAsync(session.Identity, session.Use, ct, operation.IsAboutPolicy(served.AboutPolicy)), ct);
    }

    private async Task<(DisclosureScope? Scope, Refusal? Refusal)> EnterAsync(
        PreparedOperation operation, Session session, Guid requestId, CallerVerdict verdict, CancellationToken ct)
    {
        switch (verdict)
        {
            case CallerVerdict.Refused when !operation.NeedsPurpose():
                return (OpenSelf(operation, session, requestId), null);
            case CallerVerdict.Admitted admitted:
                return (municipality.Gateway.Open(admitted.Caller, operation.LogName(), requestId), null);
            case CallerVerdict.Refused refused:
                return (null, await LogAsync(Refusal.Of(refused, session.Japanese), session, requestId, operation.LogName(), ct));
            case var other:
                throw new InvalidOperationException($"Unknown verdict {other.GetType().Name}.");
        }
    }

    /// <summary>Whether who opened a subscription is still admitted by the same right; else why not, logged.</summary>
    public async Task<Refusal?> RecheckAsync(PreparedOperation operation, Session session, Caller opener, CancellationToken ct) =>
        await admission.JudgeAsync(session.Identity, session.Use, ct) switch
        {
            CallerVerdict.Admitted { Caller: var now } when SubscriptionRun.SameRight(now, opener) => null,
            CallerVerdict.Refused refused => await LogAsync(Refusal.Of(refused, session.Japanese), session, NewId(), operation.LogName(), ct),
            _ => await LogAsync(Refusal.Of(TransportProblem.RightsChanged, session.Japanese), session, NewId(), operation.LogName(), ct),
        };

    private DisclosureScope OpenSelf(PreparedOperation operation, Session session, Guid requestId) =>
        municipality.Gateway.OpenSelf(municipality.Code, session.Identity, operation.LogName(), requestId);

    /// <summary>Whether a connection with this use may be opened at all; refuses and logs it. No purpose is enough to ask for one's own rights.
    /// Under a policy that is not the adopted one it may: its operations are judged one by one, and some are about the policy.</summary>
    public async Task<Refusal?> JudgeConnectionAsync(Session session, CancellationToken ct) =>
        session.Use == new DeclaredUse(null, null) || await admission.JudgeAsync(session.Identity, session.Use, ct, aboutPolicy: true) is not CallerVerdict.Refused refused
            ? null
            : await LogAsync(Refusal.Of(refused, session.Japanese), session, NewId(), $"{Unnamed} connection", ct);

    /// <summary>Runs a query or mutation. The bytes live as long as the scope.</summary>
    private async Task<ReleasedAnswer> RunAsync(PreparedOperation operation, JsonElement variables, DisclosureScope scope, Session session, Guid requestId, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(options.LongestTime, municipality.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var state = served.StateOf(scope, requestId);
            var summary = operation.Kind == OperationKind.Mutation
                ? await Executor.ExecuteAsync(operation, variables, null, state, scope.Json, state.WriteExtensions, Stop(session, late.Token), ct)
                : await Executor.ExecuteAsync(operation, variables, null, state, scope.Json, state.WriteExtensions, both.Token);
            if (summary.Unbegun > 0)
                return await ReleasePartAsync(scope, ct);
            return summary.RequestErrors
                ? new ReleasedAnswer(await scope.ReleaseRefusalAsync(TransportProblem.DocumentInvalid.Code, ct), TransportProblem.DocumentInvalid.Status)
                : new ReleasedAnswer(await scope.ReleaseAsync(ct), StatusCodes.Status200OK);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            var refusal = Refusal.Of(TransportProblem.AnswerTooSlow, session.Japanese);
            await scope.RefuseAsync(refusal.Problem.Code, ct);
            return new ReleasedAnswer(ErrorWriting.Answer(refusal, requestId), refusal.Problem.Status);
        }
        catch (AnswerTooLargeException)
        {
            await scope.RefuseAsync(ProblemCode.AnswerTooLarge.Code, ct);
            throw;
        }
    }

    /// <summary>
    /// When the time of a mutation is up, no command begins any more. One that began is not torn off: it may have been done, and must
    /// not be told as refused. Its statements have bounds of their own.
    /// </summary>
    private static CommandStop Stop(Session session, CancellationToken late)
    {
        var problem = TransportProblem.CommandNotBegun;
        return new CommandStop(new FieldFailure(session.Japanese ? problem.Japanese : problem.English, problem.Code), late);
    }

    /// <summary>What was done is released; that some was not begun stands in the log, too.</summary>
    private static async Task<ReleasedAnswer> ReleasePartAsync(DisclosureScope scope, CancellationToken ct)
    {
        var json = await scope.ReleaseAsync(ct);
        await scope.RefuseAsync(TransportProblem.CommandNotBegun.Code, ct);
        return new ReleasedAnswer(json, StatusCodes.Status200OK);
    }

    /// <summary>The state of the source of a subscription; it lives as long as the source.</summary>
    public IAnswerState StateOf(DisclosureScope scope, Guid requestId) => served.StateOf(scope, requestId);

    /// <summary>Opens the source of a subscription; its opening stands in the log.</summary>
    public static async Task<SubscriptionOutcome> SubscribeAsync(PreparedOperation operation, JsonElement variables, DisclosureScope scope, IAnswerState state, CancellationToken ct)
    {
        var outcome = await Executor.SubscribeAsync(operation, variables, null, state, ct);
        if (outcome.Stream is null)
            await scope.RefuseAsync(outcome.Errors[0] is { Path: not null, Code: { } code } ? code : TransportProblem.DocumentInvalid.Code, ct);
        else
            await scope.RecordAsync(ct);
        return outcome;
    }

    /// <summary>Runs one event of a subscription. The bytes live as long as the scope; null where the caller must not be told of it.</summary>
    public async Task<ReadOnlyMemory<byte>?> RunAsync(SubscriptionEvent happened, DisclosureScope scope, Guid requestId, CancellationToken ct)
    {
        using var state = served.StateOf(scope, requestId);
        if (!await state.TellsAsync(happened.Value, ct))
            return null;
        try
        {
            await happened.ExecuteAsync(state, scope.Json, state.WriteExtensions, ct);
            return await scope.ReleaseAsync(ct);
        }
        catch (AnswerTooLargeException)
        {
            await scope.RefuseAsync(ProblemCode.AnswerTooLarge.Code, ct);
            throw;
        }
    }

    /// <summary>Writes a refusal of a proven identity into the log.</summary>
    public async Task<Refusal> LogAsync(Refusal refusal, Session session, Guid requestId, string operation, CancellationToken ct)
    {
        await admission.LogRefusalAsync(requestId, session.Identity, session.Use, operation, refusal.Problem.Code, ct);
        return refusal;
    }
}

/// <summary>An answer whose log entry is durable.</summary>
/// <param name="Json">The whole answer.</param>
/// <param name="Status">Status in the form whose status tells what came of the request.</param>
internal sealed record ReleasedAnswer(ReadOnlyMemory<byte> Json, int Status);

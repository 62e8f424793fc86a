using System.CommandLine;
using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;

namespace ChildLink.Cli.Commands.Assignments;

/// <summary><c>childlink assignments</c>: lists of changes of who may act, proposed by one person and approved by another.</summary>
internal static class AssignmentsCommand
{
    private const string Steward = "steward";
    private const string Officer = "privacy-officer";

    public static Command Create(Workbench bench) => new("assignments", "Who may act: lists of changes as on the first of April, decided on by two people.")
    {
        Import(bench),
        Approve(bench),
        FirstCommand.Create(bench),
    };

    private static Command Import(Workbench bench)
    {
        var file = new Argument<string>("file") { Description = "CSV (UTF-8 or CP932) with the columns action/区分, person/職員ID, role/役割, institution/所属機関, purposes/利用目的, from/開始日, until/終了日." };
        var issuer = new Option<string?>("--issuer") { Description = "Issuer (iss) of the tokens of everybody on the list, as before a change of the identity provider; your own without it." };
        var preview = new Option<bool>("--preview") { Description = "Say what every row would come to; propose nothing." };
        var (token, municipality) = (Desk.TokenOption(), Desk.MunicipalityOption());
        var command = new Command("import", "Propose a list of changes: all of it or, with a fault in any row, nothing. Another person approves it.") { file, issuer, preview, token, municipality };
        command.SetAction(bench.Action(async (parse, ct) =>
        {
            var (rows, faults) = await AssignmentSheet.ReadAsync(parse.GetRequiredValue(file), ct);
            await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), ct);
            var isPreview = parse.GetValue(preview);
            var operation = isPreview ? "assignments preview" : "assignments import";
            var caller = await desk.ActAsync(parse.GetValue(token), Steward, "steering", null, operation, ct);
            var outcome = await JudgeAsync(desk.Municipality, caller, operation, parse.GetValue(issuer), rows, faults, isPreview, ct);
            return Tell(outcome, faults, isPreview);
        }));
        return command;
    }

    private static async Task<AssignmentBatchBook.Outcome> JudgeAsync(
        Municipality city, Caller caller, string operation, string? issuer, IReadOnlyList<AssignmentRow> rows, IReadOnlyList<PlannedChange> faults, bool isPreview,
        CancellationToken ct)
    {
        using var scope = city.Gateway.Open(caller, operation, Guid.CreateVersion7(city.Time.GetUtcNow()));
        // With a fault of the table nothing can be proposed; what the other rows come to is told all the same.
        var outcome = isPreview || faults.Count > 0
            ? rows.Count == 0 ? new AssignmentBatchBook.Outcome.Planned([]) : await city.AssignmentBatches.PreviewAsync(city.Code, city.Policy, caller.Identity, issuer, rows, ct)
            : await city.AssignmentBatches.ProposeAsync(city.Code, city.Policy, caller.Identity, issuer, rows, (_, changes, token) =>
            {
                scope.PublicRows(changes.Count);
                return scope.RecordAsync(token);
            }, ct);
        if (outcome is not AssignmentBatchBook.Outcome.Done)
            await scope.RecordAsync(ct);
        return outcome;
    }

    private static Command Approve(Workbench bench)
    {
        var batch = new Option<Guid>("--batch") { Description = "The list, as its import printed it.", Required = true };
        var sameSubject = new Option<bool>("--same-subject") { Description = "Confirm that every id which is known from another issuer names the same person." };
        var (token, municipality) = (Desk.TokenOption(), Desk.MunicipalityOption());
        var command = new Command("approve", "Approve a list of changes as another person than the one who proposed it, and than those it is about.") { batch, sameSubject, token, municipality };
        command.SetAction(bench.Action(async (parse, ct) =>
        {
            await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), ct);
            var city = desk.Municipality;
            var caller = await desk.ActAsync(parse.GetValue(token), Officer, ["audit", "steering"], null, "assignments approve", ct);
            using var scope = city.Gateway.Open(caller, "assignments approve", Guid.CreateVersion7(city.Time.GetUtcNow()));
            var outcome = await city.AssignmentBatches.ApproveAsync(city.Code, city.Policy, parse.GetRequiredValue(batch), new AssignmentApproval(caller.Identity.Person, parse.GetValue(sameSubject)), (_, t) =>
            {
                scope.PublicRows(1);
                return scope.RecordAsync(t);
            }, ct);
            if (outcome is AssignmentBatchBook.Outcome.Done done)
                return Answer.Of(
                    new JsonObject { ["batch"] = done.Batch.Id, ["state"] = "approved", ["added"] = done.Batch.Added, ["ended"] = done.Batch.Ends.Count },
                    $"Approved: {done.Batch.Added} added, {done.Batch.Ends.Count} ended.");
            var (code, message) = Why(outcome);
            await scope.RefuseAsync(code, ct);
            throw new CommandRefusedException(code, message);
        }));
        return command;
    }

    private static Answer Tell(AssignmentBatchBook.Outcome outcome, IReadOnlyList<PlannedChange> faults, bool isPreview)
    {
        var (batch, planned) = outcome switch
        {
            AssignmentBatchBook.Outcome.Done done => ((Guid?)done.Batch.Id, done.Changes),
            AssignmentBatchBook.Outcome.Planned plan => (null, plan.Changes),
            AssignmentBatchBook.Outcome.Invalid invalid => throw CommandRefusedException.Usage($"{invalid.Field} {invalid.Message}"),
            _ => throw new InvalidOperationException("A proposal is not decided on."),
        };
        List<PlannedChange> all = [.. planned.Concat(faults).OrderBy(c => c.Row)];
        var wrong = all.Count(c => c.Change == AssignmentChange.Fault);
        var json = new JsonObject
        {
            ["batch"] = batch,
            ["preview"] = isPreview,
            ["added"] = all.Count(c => c.Change == AssignmentChange.Added),
            ["ended"] = all.Count(c => c.Change == AssignmentChange.Ended),
            ["unchanged"] = all.Count(c => c.Change == AssignmentChange.Unchanged),
            ["faults"] = wrong,
            ["rows"] = new JsonArray([.. all.Select(c => (JsonNode)new JsonObject
            {
                ["row"] = c.Row, ["change"] = AssignmentWords.Of(c.Change), ["field"] = c.Field, ["message"] = c.Message,
            })]),
        };
        var end = wrong > 0 ? "Nothing was proposed: mend the faults and import again."
            : isPreview ? "Nothing was proposed: this was the preview."
            : batch is null ? "Nothing was proposed: all of it is so already."
            : $"Proposed as {batch:D}; another person approves with 'childlink assignments approve --batch {batch:D}'.";
        string[] lines =
        [
            .. all.Select(c => $"row {c.Row}: {AssignmentWords.Of(c.Change)}{(c.Message is null ? "" : $": {c.Field} {c.Message}")}"),
            $"{json["added"]} added, {json["ended"]} ended, {json["unchanged"]} unchanged, {wrong} faults.", end,
        ];
        return new Answer(wrong > 0 ? Answer.Failed : Answer.Done, json, lines);
    }

    private static (string Code, string Message) Why(AssignmentBatchBook.Outcome outcome) => outcome switch
    {
        AssignmentBatchBook.Outcome.Invalid invalid => ("batch-invalid", $"{invalid.Field} {invalid.Message}"),
        AssignmentBatchBook.Outcome.SamePerson => ("same-person", "Whoever proposed the list or receives something by it cannot approve it."),
        AssignmentBatchBook.Outcome.AlreadyDecided => ("assignment-decided", "Somebody decided on this list before."),
        _ => ("batch-unknown", "There is no such list."),
    };
}

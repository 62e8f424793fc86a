using System.CommandLine;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Cli.Commands.Erasure;

/// <summary><c>childlink erase</c>: asked for by one person, approved by another, completed by the operator.</summary>
internal static class EraseCommand
{
    private const string Purpose = "erasure";
    private const string Steward = "steward";
    private const string Officer = "privacy-officer";

    public static Command Create(Workbench bench) => new("erase", "Erase a subject: effective at once, complete at a printed date.")
    {
        Subject(bench),
        Approve(bench),
        Withdraw(bench),
        Release(bench),
        List(bench),
        CompleteCommand.Create(bench),
    };

    private static Command Subject(Workbench bench)
    {
        var subject = new Argument<string>("subject") { Description = "The subject's id, or - to type the resident code (宛名番号): it must not stand in a command line." };
        var reason = new Option<string>("--reason") { Description = "Why, without personal content; stands in the event.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Count the rows that would go, and say whether something stands in the way." };
        var (token, municipality) = (Desk.TokenOption(), Desk.MunicipalityOption());
        var command = new Command("subject", "Ask for an erasure; another person approves it.") { subject, reason, dryRun, token, municipality };
        command.SetAction(bench.Action(async (parse, ct) =>
        {
            await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), ct);
            var caller = await ActAsync(desk, parse.GetValue(token), Steward, "erase request", ct);
            var id = SubjectOf(bench, desk, parse.GetRequiredValue(subject));
            return ErasureAnswer.Of(await desk.Municipality.Erasures.RequestAsync(caller, id, parse.GetRequiredValue(reason), parse.GetValue(dryRun), ct));
        }));
        return command;
    }

    private static Command Approve(Workbench bench) => OnErasure(
        bench, "approve", "Approve an erasure as another person than the one who asked. Effective with this command.", Officer,
        static (desk, caller, id, ct) => desk.Municipality.Erasures.ApproveAsync(caller, id, ct));

    private static Command Withdraw(Workbench bench) => OnErasure(
        bench, "withdraw", "Take back an erasure that waits for approval.", Steward,
        static (desk, caller, id, ct) => desk.Municipality.Erasures.WithdrawAsync(caller, id, ct));

    private static Command OnErasure(
        Workbench bench, string name, string description, string role, Func<Desk, Caller, Guid, CancellationToken, Task<ErasureOutcome>> act)
    {
        var erasure = ErasureArgument();
        var (token, municipality) = (Desk.TokenOption(), Desk.MunicipalityOption());
        var command = new Command(name, description) { erasure, token, municipality };
        command.SetAction(bench.Action(async (parse, ct) =>
        {
            await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), ct);
            var caller = await ActAsync(desk, parse.GetValue(token), role, $"erase {name}", ct);
            return ErasureAnswer.Of(await act(desk, caller, parse.GetValue(erasure), ct));
        }));
        return command;
    }

    private static Command Release(Workbench bench)
    {
        var erasure = ErasureArgument();
        var reason = new Option<string>("--reason") { Description = "Why, without personal content; stands in the event.", Required = true };
        var (token, municipality) = (Desk.TokenOption(), Desk.MunicipalityOption());
        var command = new Command("release", "Take deliveries about an erased subject in again, under a new key.") { erasure, reason, token, municipality };
        command.SetAction(bench.Action(async (parse, ct) =>
        {
            await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), ct);
            var caller = await ActAsync(desk, parse.GetValue(token), Steward, "erase release", ct);
            return ErasureAnswer.Of(await desk.Municipality.Erasures.ReleaseAsync(caller, parse.GetValue(erasure), parse.GetRequiredValue(reason), ct));
        }));
        return command;
    }

    private static Command List(Workbench bench)
    {
        var (token, municipality) = (Desk.TokenOption(), Desk.MunicipalityOption());
        var command = new Command("list", "Erasures with their dates; ids only.") { token, municipality };
        command.SetAction(bench.Action(async (parse, ct) =>
        {
            await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), ct);
            var caller = await ActAsync(desk, parse.GetValue(token), Officer, "erase list", ct);
            var all = await desk.Municipality.Erasures.AllAsync(desk.Municipality.Code, ct);
            using (var scope = desk.Municipality.Gateway.Open(caller, "erase list", Guid.CreateVersion7(bench.Time.GetUtcNow())))
            {
                scope.PublicRows(all.Count);
                await scope.RecordAsync(ct);
            }

            return ErasureAnswer.Of(all);
        }));
        return command;
    }

    private static Argument<Guid> ErasureArgument() => new("erasure") { Description = "The erasure's id." };

    private static Task<Caller> ActAsync(Desk desk, string? token, string role, string operation, CancellationToken ct) =>
        desk.ActAsync(token, role, Purpose, context: null, operation, ct);

    private static Guid SubjectOf(Workbench bench, Desk desk, string named)
    {
        if (named != "-")
            return Guid.TryParseExact(named, "D", out var id)
                ? id
                : throw CommandRefusedException.Usage("The subject is an id (8-4-4-4-12 hexadecimal digits), or - to type the resident code.");
        bench.Say("Type the resident code (宛名番号):");
        return bench.Input.ReadLine()?.Trim() is { Length: > 0 } code
            ? new SubjectIds(desk.Municipality.Keys.Derive("subjects", desk.Municipality.Code)).Of(SubjectKind.Resident, code)
            : throw CommandRefusedException.Usage("No resident code was typed.");
    }
}

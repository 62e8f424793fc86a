using System.CommandLine;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Data;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;

namespace ChildLink.Cli.Commands.Assignments;

/// <summary>
/// <c>childlink assignments first</c>: the first steward and the first privacy officer of a municipality, two people, by whoever holds
/// the owner's login of its database. From then on everybody is proposed by one of them and approved by the other.
/// </summary>
internal static class FirstCommand
{
    public static Command Create(Workbench bench)
    {
        var issuer = new Option<string>("--issuer") { Description = "Issuer (iss) of their tokens.", Required = true };
        var steward = new Option<string>("--steward") { Description = "sub of the first steward.", Required = true };
        var officer = new Option<string>("--officer") { Description = "sub of the first privacy officer: another person.", Required = true };
        var until = ScreenCommand.DayOption("--until", "Last day, at most a year ahead; a year without it.");
        var municipality = Desk.MunicipalityOption();
        var command = new Command("first", "Name the first steward and the first privacy officer of a municipality that has neither.") { issuer, steward, officer, until, municipality };
        command.SetAction(bench.Action(async (parse, ct) =>
        {
            await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), ct);
            var city = desk.Municipality;
            var now = bench.Time.GetUtcNow();
            var outcome = await city.Assignments.AddFirstAsync(
                city.Code, city.Policy, parse.GetRequiredValue(issuer), parse.GetRequiredValue(steward), parse.GetRequiredValue(officer),
                parse.GetValue(until) is { } last ? JapanDay.Start(last.AddDays(1)) : now.AddYears(1), t => desk.RecordLocalAsync("assignments first", t), ct);
            return outcome switch
            {
                AssignmentBook.Outcome.Done => Answer.Of(
                    new JsonObject { ["steward"] = parse.GetRequiredValue(steward), ["officer"] = parse.GetRequiredValue(officer) },
                    "The first steward and the first privacy officer are assigned."),
                AssignmentBook.Outcome.Invalid invalid => throw CommandRefusedException.Usage($"{invalid.Field} {invalid.Message}"),
                _ => throw new CommandRefusedException("assignment-decided", "This municipality has a steward or a privacy officer: they decide from now on."),
            };
        }));
        return command;
    }
}

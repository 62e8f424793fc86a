using System.Diagnostics;
using System.Globalization;
using ChildLink.Api.Problems;
using ChildLink.Casework.Shares;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Data;
using ChildLink.Cli.Commands.Running;
using ChildLink.Records.Intake;

namespace ChildLink.Cli.Commands.Demonstration;

/// <summary>How long a step of the demonstration took, and what it came to.</summary>
internal sealed record DemoStep(string Name, TimeSpan Time, string Result);

/// <summary>Takes an invented city from raw files to a shared result. A step whose work is done already costs little.</summary>
internal sealed class DemoRun(Workbench bench, Desk desk, DemoCity city)
{
    private const string Count = "nobeoka-count";
    private const string Top = "beppu-top";

    private readonly List<DemoStep> steps = [];

    public IReadOnlyList<DemoStep> Steps => steps;

    /// <summary>Adds a step.</summary>
    public async Task StepAsync(string name, Func<Task<string>> work)
    {
        var clock = Stopwatch.StartNew();
        var result = await work();
        steps.Add(new DemoStep(name, clock.Elapsed, result));
        bench.Tell(string.Create(CultureInfo.InvariantCulture, $"{name,-11} {clock.Elapsed.TotalSeconds,6:0.0} s  {result}"));
    }

    /// <summary>Imports, links and screens what changed since the last run.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var changed = !city.IsLoaded;
        await StepAsync("synthesize", async () =>
        {
            await city.SynthesizeAsync(ct);
            return city.Raw;
        });
        await StepAsync("import", async () =>
        {
            var report = await ImportCommand.TakeAsync(bench, desk, [city.Raw], new ImportChoice(DryRun: false, []), token: null, ct);
            changed |= report.Taken.Count > 0;
            return report.Summary;
        });
        await StepAsync("link", async () =>
        {
            if (!changed)
                return "nothing new";
            var caller = await desk.ActAsync(token: null, "steward", "steering", context: null, "link", ct);
            return LinkCommand.Summary(await bench.Terminal.ShowAsync("link", _ => desk.Municipality.Linker.LinkAsync(caller, ct)));
        });
        foreach (var plan in new[] { Top, Count })
        {
            await StepAsync("screen", async () => !changed && await desk.Municipality.Runs.LatestAsync(plan, ct) is not null
                ? $"{plan}: nothing new"
                : ScreenCommand.Summary(await ScreenCommand.RunPlanAsync(bench, desk, plan, asOf: null, token: null, ct)));
        }

        city.MarkLoaded();
    }

    /// <summary>A candidate whose result the school sees: of the count plan, else of the other. Null where nobody is one.</summary>
    public async Task<Candidate?> ShareAsync(CancellationToken ct)
    {
        Candidate? candidate = null;
        await StepAsync("share", async () =>
        {
            foreach (var plan in new[] { Count, Top })
            {
                if (candidate is null && await desk.Municipality.Runs.LatestAsync(plan, ct) is { } run)
                    candidate = await new CandidateLook(desk).FindAsync(run, ct);
            }

            return candidate is null ? "no candidate at a school" : await ShareAsync(candidate, ct);
        });
        return candidate;
    }

    private static string Without(ProblemCode why) => $"no share ({why.Code}): {why.English} The school sees the candidate like any child";

    private async Task<string> ShareAsync(Candidate candidate, CancellationToken ct)
    {
        var steward = await desk.ActAsync(token: null, "steward", "share-decision", new("run", candidate.Run), "demo share", ct);
        var request = new ShareRequest(
            candidate.Id, candidate.Run, candidate.School, Points: true, "Demonstration of a share (提供の例)", bench.Time.GetUtcNow().AddMonths(6));
        using var scope = desk.Municipality.Gateway.Open(steward, "demo share", Guid.CreateVersion7(bench.Time.GetUtcNow()));
        Task RecordAsync(Share share, CancellationToken token)
        {
            scope.Row(share.Child);
            return scope.RecordAsync(token);
        }

        return await desk.Municipality.Shares.CreateAsync(desk.Municipality.Code, request, steward.Identity.Person, steward.BlockedChildren, RecordAsync, ct) switch
        {
            ShareOutcome.Done => $"one candidate with the school {candidate.School}",
            ShareOutcome.AlreadyShared => $"one candidate with the school {candidate.School}, as before",
            ShareOutcome.Invalid invalid => throw new CommandRefusedException("share-refused", $"{invalid.Field} {invalid.Message}"),
            // Somebody stopped or may not begin to share this run: the rest of the demonstration is there all the same.
            ShareOutcome.Frozen => Without(ProblemCode.RunFrozen),
            ShareOutcome.NotShareable => Without(ProblemCode.RunNotShareable),
            _ => throw new CommandRefusedException("share-refused", "The candidate is no longer one."),
        };
    }
}

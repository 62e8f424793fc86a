using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Policy.Adoption;
using ChildLink.Views.Policies;

namespace ChildLink.Cli.Commands.Policies;

/// <summary><c>childlink policy diff</c>: which cells of the stored data another policy would show or hide, per role. Counts, never values.</summary>
internal static class DiffCommand
{
    public static Command Create(Workbench bench)
    {
        var before = new Argument<string?>("before") { Description = "Folder of a policy; without it, and with --adopted, the adopted one.", Arity = ArgumentArity.ZeroOrOne };
        var after = new Argument<string?>("after") { Description = "Folder of another policy; without it the one on disk.", Arity = ArgumentArity.ZeroOrOne };
        var adopted = new Option<bool>("--adopted") { Description = "Compare what was adopted with the files on disk." };
        var municipality = Desk.MunicipalityOption();
        var token = Desk.TokenOption();
        var diff = new Command("diff", "Say which cells of the stored data become visible, coarse or hidden; exit code 1 where there are any.") { before, after, adopted, municipality, token };
        diff.SetAction(bench.Action((parse, ct) => RunAsync(
            bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), parse.GetValue(before), parse.GetValue(after), parse.GetValue(adopted), parse.GetValue(token), ct)));
        return diff;
    }

    private static async Task<Answer> RunAsync(Workbench bench, string code, string? before, string? after, bool adopted, string? token, CancellationToken ct)
    {
        if (adopted == (before is not null))
            throw CommandRefusedException.Usage("Name a folder to compare with, or --adopted.");
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var caller = await desk.ActAsync(token, "steward", "steering", context: null, "policy diff", ct);
        using var scope = desk.Municipality.Gateway.Open(caller, "policy diff", Guid.CreateVersion7(bench.Time.GetUtcNow()));
        await scope.RecordAsync(ct);
        var first = adopted ? await AdoptedAsync(desk, ct) : Compile(desk, before!);
        var second = after is null ? PolicyCity.Open(desk.Municipality.Place.Policies, desk.Municipality.Place.CityFolder) : Compile(desk, after);
        var changes = await new PolicyDifferences(desk.Municipality.Database, bench.Time).CompareAsync((first.Policy, first.City), (second.Policy, second.City), ct);
        return new Answer(
            changes.Count == 0 ? Answer.Done : Answer.Failed,
            new JsonObject
            {
                ["before"] = first.Policy.Hash,
                ["after"] = second.Policy.Hash,
                ["changes"] = new JsonArray([.. changes.Select(static c => new JsonObject
                {
                    ["role"] = c.Role,
                    ["purpose"] = c.Purpose,
                    ["field"] = c.Field,
                    ["from"] = PolicyWords.Of(c.From),
                    ["to"] = PolicyWords.Of(c.To),
                    ["cellsBefore"] = c.Before,
                    ["cellsAfter"] = c.After,
                    ["termsLost"] = new JsonArray([.. c.TermsLost]),
                    ["termsGained"] = new JsonArray([.. c.TermsGained]),
                })]),
            },
            [
                .. changes.SelectMany(static c => c.TermsLost.Select(static t => $"  - {t}").Concat(c.TermsGained.Select(static t => $"  + {t}")).Prepend(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{c.Role} / {c.Purpose} / {c.Field}: {PolicyWords.Of(c.From)} → {PolicyWords.Of(c.To)}, {c.Before:#,0} → {c.After:#,0} cells"))),
                changes.Count == 0 ? "Both decide alike." : $"{changes.Count} decisions differ.",
            ]);
    }

    private static PolicyCity Compile(Desk desk, string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {folder}.");
        var own = Path.Combine(folder, "municipalities", desk.Municipality.Code);
        return PolicyCity.Open(folder, Directory.Exists(own) ? own : desk.Municipality.Place.CityFolder);
    }

    private static async Task<PolicyCity> AdoptedAsync(Desk desk, CancellationToken ct)
    {
        await using var connection = await desk.Municipality.Database.OpenConnectionAsync(ct);
        var bundle = await PolicyBook.AdoptedBundleAsync(connection, desk.Municipality.Code, ct)
            ?? throw new CommandRefusedException("policy-not-adopted", "No policy was adopted yet.");
        var (shared, municipality) = bundle.WriteBelow(desk.Municipality.Place.AdoptedPolicies);
        return PolicyCity.Open(shared, municipality);
    }
}

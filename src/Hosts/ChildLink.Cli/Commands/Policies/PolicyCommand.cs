using System.CommandLine;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Policies;

/// <summary><c>childlink policy check | test | explain | aid | diff | propose | adopt | withdraw</c>.</summary>
internal static class PolicyCommand
{
    public static Command Create(Workbench bench)
    {
        var check = new Command("check", "Compile the policy and every municipality's provisions; name every fault.");
        check.SetAction(bench.Action((_, _) => Task.FromResult(PolicyCheck.Run(bench.Options, bench.Time.GetUtcNow()))));

        var test = new Command("test", "Hold the compiled policy against the expectations in policies/tests.");
        test.SetAction(bench.Action((_, _) => Task.FromResult(PolicyTestRun.Run(bench.Options))));

        var policy = new Command("policy", "The policy: check it, test it, explain it, adopt it.") { check, test, Explain(bench), Aid(bench) };
        policy.Add(DiffCommand.Create(bench));
        foreach (var command in AdoptionCommands.Create(bench))
            policy.Add(command);
        return policy;
    }

    private static Command Explain(Workbench bench)
    {
        var role = new Option<string>("--role") { Description = "Role.", Required = true };
        var purpose = new Option<string>("--purpose") { Description = "Purpose.", Required = true };
        var field = new Option<string?>("--field") { Description = "One field or data item, with its sources and needs; without it all product fields." };
        var municipality = Municipality();
        var explain = new Command("explain", "Say what a role sees under a purpose, by which rule and basis, and what would be needed.") { role, purpose, field, municipality };
        explain.SetAction(bench.Action((parse, _) => Task.FromResult(PolicyExplanation.Run(
            bench, parse.GetValue(municipality), parse.GetRequiredValue(role), parse.GetRequiredValue(purpose), parse.GetValue(field), bench.Time.GetUtcNow()))));
        return explain;
    }

    private static Command Aid(Workbench bench)
    {
        var item = new Option<string>("--item") { Description = "Data item of a provision, e.g. epds.total.", Required = true };
        var purpose = new Option<string>("--purpose") { Description = "Purpose.", Required = true };
        var recipient = new Option<string?>("--recipient") { Description = "Department of city.yaml; without it the recipient of each provision." };
        var municipality = Municipality();
        var aid = new Command("aid", "Say which pattern of legal basis can carry an item, and what is missing.") { item, purpose, recipient, municipality };
        aid.SetAction(bench.Action((parse, _) => Task.FromResult(PolicyAid.Run(
            bench, parse.GetValue(municipality), parse.GetRequiredValue(item), parse.GetRequiredValue(purpose), parse.GetValue(recipient), bench.Time.GetUtcNow()))));
        return aid;
    }

    private static Option<string?> Municipality() => new("--municipality") { Description = "全国地方公共団体コード whose provisions count (also CHILDLINK_MUNICIPALITY); without it the only one that was added, else the first there is." };
}

using System.CommandLine;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Policies;

/// <summary><c>childlink policy check | test | explain</c>.</summary>
internal static class PolicyCommand
{
    public static Command Create(Workbench bench)
    {
        var check = new Command("check", "Compile the policy and every municipality's provisions; name every fault.");
        check.SetAction(bench.Action((_, _) => Task.FromResult(PolicyCheck.Run(bench.Options))));

        var test = new Command("test", "Hold the compiled policy against the expectations in policies/tests.");
        test.SetAction(bench.Action((_, _) => Task.FromResult(PolicyTestRun.Run(bench.Options))));

        var role = new Option<string>("--role") { Description = "Role.", Required = true };
        var purpose = new Option<string>("--purpose") { Description = "Purpose.", Required = true };
        var field = new Option<string?>("--field") { Description = "One field; without it all." };
        var explain = new Command("explain", "Say what a role sees under a purpose, and by which rule.") { role, purpose, field };
        explain.SetAction(bench.Action((parse, _) => Task.FromResult(
            PolicyExplanation.Run(bench.Options, parse.GetRequiredValue(role), parse.GetRequiredValue(purpose), parse.GetValue(field)))));

        return new Command("policy", "The policy: check it, test it, explain it.") { check, test, explain };
    }
}

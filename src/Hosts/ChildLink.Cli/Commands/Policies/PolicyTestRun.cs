using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Policy;

namespace ChildLink.Cli.Commands.Policies;

/// <summary>
/// Holds the compiled policy against written expectations: role, purpose, field, what is expected, in which situation. Each holds in every
/// municipality: what may be granted is said by their provisions.
/// </summary>
internal static class PolicyTestRun
{
    public static Answer Run(ChildLinkOptions options)
    {
        var policy = PolicyCompiler.Compile(new PolicyFiles(options.Policies));
        var files = new PolicyFiles(options.Policies);
        var tests = files.List("tests").SelectMany(f => files.Read<PolicyTestsDocument>(f).Tests.Select(t => (File: f, Test: t))).ToList();
        var cities = PolicyCity.Folders(options).Select(f => PolicyCity.Open(options.Policies, f).Policy).DefaultIfEmpty(policy).ToList();
        var failures = tests
            .Select(t => (t.File, t.Test, Found: cities.Select(c => Word(c, t.Test, t.File)).FirstOrDefault(found => found != t.Test.Expect)))
            .Where(t => t.Found is not null)
            .ToList();
        // No expectation at all would pass silently, which proves nothing.
        var sound = failures.Count == 0 && tests.Count > 0;
        return new Answer(
            sound ? Answer.Done : Answer.Failed,
            new JsonObject
            {
                ["sound"] = sound,
                ["policy"] = policy.Hash,
                ["passed"] = tests.Count - failures.Count,
                ["failed"] = new JsonArray([.. failures.Select(static f => new JsonObject
                {
                    ["file"] = f.File,
                    ["role"] = f.Test.Role,
                    ["purpose"] = f.Test.Purpose,
                    ["field"] = f.Test.Field,
                    ["when"] = f.Test.When,
                    ["expected"] = f.Test.Expect,
                    ["found"] = f.Found,
                })]),
            },
            [
                .. failures.Select(static f => $"{f.File}: {f.Test.Role} / {f.Test.Purpose} / {f.Test.Field}{(f.Test.When is null ? "" : $" when {f.Test.When}")}: expected {f.Test.Expect}, found {f.Found}"),
                $"{tests.Count - failures.Count} of {tests.Count} expectations hold.",
            ]);
    }

    private static string Word(DecisionTable policy, PolicyTest test, string file)
    {
        try
        {
            return PolicyExpectation.Find(policy, test);
        }
        catch (ArgumentException e)
        {
            throw new PolicyException([new PolicyProblem(file, $"{test.Role} / {test.Purpose} / {test.Field}", e.Message)]);
        }
    }
}

using System.Reflection;
using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>What people do with their own hands, and what ends with their assignment.</summary>
public sealed class OwnHandsTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Where_a_second_person_decides_or_is_called_upon_no_program_is_between() =>
        new[] { typeof(Operations), typeof(CaseOperations) }.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(f => f.GetValue(null)).OfType<Operation>().Where(o => o.InPerson).Select(o => o.Path).Order(StringComparer.Ordinal).ShouldBe(
            [
                "/v1/assignment-batches/{id}/approve", "/v1/assignment-batches/{id}/refuse", "/v1/assignments/{id}/approve", "/v1/assignments/{id}/refuse",
                "/v1/cases/{id}/decision/confirm", "/v1/cases/{id}/decision/send-back", "/v1/emergencies/{id}/review", "/v1/grants",
                "/v1/grants/{id}/approve", "/v1/grants/{id}/refuse", "/v1/policy/bundles",
                "/v1/policy/bundles/{id}/adopt", "/v1/policy/bundles/{id}/withdraw",
            ]);

    [Theory]
    [InlineData("approveAssignment", "{ errors { __typename } }")]
    [InlineData("refuseAssignment", "{ errors { __typename } }")]
    public async Task A_program_does_not_approve(string mutation, string selection)
    {
        await using var bench = city.OpenGraph();
        var officer = await bench.CallerAsync("privacy-officer", "audit");
        var through = officer with { Identity = officer.Identity with { Client = "portal" } };
        var document = $"mutation {{ {mutation}(input: {{id: \"{Guid.NewGuid()}\"{(mutation == "refuseAssignment" ? ", reason: \"x\"" : "")}}}) {selection} }}";

        (await bench.AskAsync(through, document))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("person-required");
        (await bench.AskAsync(officer, document))["errors"].ShouldBeNull();
    }

    [Fact]
    public async Task A_job_ends_with_the_assignment_of_whoever_started_it()
    {
        await city.AllowAsync("starter", "steward", "steering");
        await using var bench = city.OpenGraph();
        var (starter, steward) = (await bench.CallerAsync("steward", "steering", person: "starter"), await bench.CallerAsync("steward", "steering"));
        var runs = await CountAsync(bench, steward);
        string id;
        await using (var connection = await city.Municipality.Database.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            // Results wait for this lock: the work cannot be done first.
            await using (var hold = connection.CreateCommand())
            {
                hold.CommandText = "lock table read.results in access exclusive mode";
                await hold.ExecuteNonQueryAsync(Ct);
            }

            id = (await bench.AskAsync(starter, "mutation { startScreeningRun(input: {plan: \"nobeoka-count\"}) { job { id } } }"))
                ["data"]!["startScreeningRun"]!["job"]!["id"]!.GetValue<string>();
            await city.PlantAsync("update read.assignments set ended_at = now() where person = 'starter'");
            var job = await OverAsync(bench, steward, id);
            (job["state"]!.GetValue<string>(), job["error"]!["code"]!.GetValue<string>()).ShouldBe(("FAILED", "assignment-ended"));
        }

        (await CountAsync(bench, steward)).ShouldBe(runs);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> OverAsync(GraphBench bench, ChildLink.Privacy.Access.Caller caller, string id)
    {
        for (var i = 0; i < 100; i++)
        {
            var job = (await bench.AskAsync(caller, $"{{ job(id: \"{id}\") {{ state error {{ code }} }} }}"))["data"]!["job"]!;
            if (job["state"]!.GetValue<string>() != "RUNNING")
                return job;
            await Task.Delay(200, Ct);
        }

        throw new TimeoutException("The job goes on.");
    }

    private static async Task<int> CountAsync(GraphBench bench, ChildLink.Privacy.Access.Caller caller) =>
        (await bench.AskAsync(caller, "{ screeningRuns { id } }"))["data"]!["screeningRuns"]!.AsArray().Count;
}

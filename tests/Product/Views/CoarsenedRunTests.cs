using System.Text.Json;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

/// <summary>Whoever sees a whole run under pseudonyms sees no value that fewer than five of its children share.</summary>
public sealed class CoarsenedRunTests
{
    private const string Factors = """[{"item":"F03","state":"known","value":1,"band":null},{"item":"F07","state":"known","value":31,"band":null}]""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_and_explanations_leave_out_what_the_run_withholds()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var rare = await city.AddChildAsync(1, Ct);
        var common = await city.AddChildAsync(2, Ct);
        await city.RunAsync("update read.results set factors = $1, top_factors = $1", Ct, Factors);
        await city.RunAsync("update read.results set withheld = case when resident_id = $1 then '{F03}'::text[] else '{}' end", Ct, rare);

        var shown = (await ListAsync(city)).Select(f => f.EnumerateArray()
            .Select(i => (i.GetProperty("item").GetString(), i.GetProperty("state").GetString(), i.GetProperty("value").ToString())).ToArray()).ToArray();
        shown[0].ShouldBe([("F03", "unknown", ""), ("F07", "known", "31")]);
        shown[1].ShouldBe([("F03", "known", "1"), ("F07", "known", "31")]);

        var own = await city.OneAsync(city.Narrower, ChildDocument.Factors, rare.ToString(), Ct);
        JsonDocument.Parse(own.Body).RootElement.GetProperty("factors")[0].GetProperty("value").GetInt32().ShouldBe(1);
        (await city.OneAsync(city.Narrower, ChildDocument.Factors, common.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Written>();
        var ids = ViewCity.Items((await city.ListAsync(city.Analyst, new ChildQuery(Fields: ["id"]), Ct)).Body).Select(i => i.GetProperty("id").GetString()!).ToArray();
        var explained = JsonDocument.Parse((await city.OneAsync(city.Analyst, ChildDocument.Factors, ids[0], Ct)).Body).RootElement.GetProperty("factors");
        explained.EnumerateArray().Select(f => f.GetProperty("state").GetString()).ShouldBe(["unknown", "known"]);
        explained[0].GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_result_that_does_not_say_what_may_be_shown_shows_none_of_it()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        await city.RunAsync("update read.results set top_factors = $1", Ct, Factors);

        (await ListAsync(city))[0][0].GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Differences_of_runs_tell_no_quasi_identifier_of_either()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        var before = Guid.NewGuid();
        await city.AddRunAsync(before, Ct);
        await city.RunAsync("update read.screening_runs set as_of = '2024-01-10', quasi_identifiers = '{F01,F05}' where id = $1", Ct, before);
        await city.AddResultAsync(before, child, 1, 20, candidate: false, """{"F01":"7","F03":"0","F05":"0","F07":"1"}""", Ct);
        await city.RunAsync("""update read.results set cells = '{"F01":"8","F03":"1","F05":"1","F07":"12"}' where run_id = $1""", Ct, city.Run);

        (await ChangedAsync(city.Narrower)).ShouldBe(["F03", "F05", "F07"]);
        (await ChangedAsync(city.Analyst)).ShouldBe(["F07"]);

        async Task<string[]> ChangedAsync(ChildLink.Privacy.Access.Caller caller)
        {
            var (_, body) = await city.AnswerAsync(caller, s => city.Differences.WriteAsync(s, new RunDifferenceQuery(before), Ct), Ct);
            return [.. ViewCity.Items(body)[0].GetProperty("changedItems").EnumerateArray().Select(i => i.GetProperty("item").GetString()!)];
        }
    }

    private static async Task<JsonElement[]> ListAsync(ViewCity city) =>
        [.. ViewCity.Items((await city.ListAsync(city.Analyst, new ChildQuery(Fields: ["topFactors"]), Ct)).Body).Select(i => i.GetProperty("topFactors"))];
}

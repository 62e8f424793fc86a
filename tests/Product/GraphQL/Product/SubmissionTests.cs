using System.Text.Json.Nodes;
using ChildLink.EventStore;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>Rows that a system hands over: as a file would come, once per client key, with an error per bad row.</summary>
public sealed class SubmissionTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private const string Document = """
        mutation ($input: SubmitRecordsInput!) {
          submitRecords(input: $input) {
            submission { isNew delivery { id file records accepted corrected quarantined ignored events state } rowErrors { row column rule message } }
            errors { __typename ... on Error { code message } ... on InvalidInputError { field } ... on RecordsRefusedError { rule } }
          }
        }
        """;

    private static readonly string[] Header = ["宛名番号", "氏名", "生年月日", "転出日", "転出先"];

    [Fact]
    public async Task The_same_submission_changes_nothing_and_answers_the_same()
    {
        await using var bench = city.OpenGraph();
        var first = Submission(await SubmitAsync(bench, "once", [["0000000031", "田中 葵", "2024-05-01"], ["0000000032", "田中 蓮", "2024-13-45"]]));
        first["isNew"]!.GetValue<bool>().ShouldBeTrue();
        first["delivery"]!["file"]!.GetValue<string>().ShouldMatch("^submitted/[a-z0-9-]+/転出者一覧_R05.csv$", "neither escaped nor with the name of who submitted");
        first["delivery"]!["records"]!.GetValue<int>().ShouldBe(3, "the header is a record, as in a file");
        new[] { "accepted", "corrected", "quarantined", "ignored" }.Sum(n => first["delivery"]![n]!.GetValue<int>()).ShouldBe(3, "the counts come to the records");
        first["delivery"]!["quarantined"]!.GetValue<int>().ShouldBe(1);
        var error = first["rowErrors"]!.AsArray().ShouldHaveSingleItem()!;
        error["row"]!.GetValue<int>().ShouldBe(3);
        error["column"]!.GetValue<string>().ShouldBe("転出日");
        error["message"]!.GetValue<string>().ShouldNotContain("2024-13-45");

        var again = Submission(await SubmitAsync(bench, "once", [["0000000031", "田中 葵", "2024-05-01"], ["0000000032", "田中 蓮", "2024-13-45"]]));
        again["isNew"]!.GetValue<bool>().ShouldBeFalse();
        JsonNode.DeepEquals(again["delivery"], first["delivery"]).ShouldBeTrue();
        JsonNode.DeepEquals(again["rowErrors"], first["rowErrors"]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_that_stands_for_other_rows_is_refused_and_nothing_is_stored()
    {
        await using var bench = city.OpenGraph();
        Submission(await SubmitAsync(bench, "taken", [["0000000041", "佐藤 凛", "2024-05-02"]]));
        var deliveries = await CountAsync();
        Error(await SubmitAsync(bench, "taken", [["0000000042", "佐藤 陸", "2024-05-02"]]))["code"]!.GetValue<string>().ShouldBe("client-key-reused");
        (await CountAsync()).ShouldBe(deliveries);
    }

    [Fact]
    public async Task Submissions_at_once_under_one_key_are_one()
    {
        await using var bench = city.OpenGraph();
        string[][] rows = [["0000000051", "高橋 結", "2024-05-03"]];
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SubmitAsync(bench, "at-once", rows)));
        answers.Select(a => Submission(a)["isNew"]!.GetValue<bool>()).Count(n => n).ShouldBe(1);
        answers.Select(a => Submission(a)["delivery"]!["id"]!.GetValue<string>()).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_of_rows_that_came_before_stands_for_them_and_for_no_others()
    {
        await using var bench = city.OpenGraph();
        var first = Submission(await SubmitAsync(bench, "said-first", [["0000000043", "中村 空", "2024-05-02"]]));
        var second = Submission(await SubmitAsync(bench, "said-again", [["0000000043", "中村 空", "2024-05-02"]]));
        second["isNew"]!.GetValue<bool>().ShouldBeFalse();
        JsonNode.DeepEquals(second["delivery"], first["delivery"]).ShouldBeTrue();
        Error(await SubmitAsync(bench, "said-again", [["0000000044", "中村 海", "2024-05-02"]]))["code"]!.GetValue<string>().ShouldBe("client-key-reused");
    }

    [Fact]
    public async Task While_a_long_import_runs_the_client_is_told_to_come_again()
    {
        const string ImportLock = "(289042681168)";
        await using var bench = city.OpenGraph();
        string[][] rows = [["0000000081", "小林 凪", "2024-05-05"]];
        await using (var other = await city.Municipality.Database.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await Statement.ExecuteAsync(other, $"select pg_advisory_lock{ImportLock}", TestContext.Current.CancellationToken);
            var error = Error(await SubmitAsync(bench, "busy", rows));
            (error["__typename"]!.GetValue<string>(), error["code"]!.GetValue<string>()).ShouldBe(("JobRunningError", "job-running"));
            await Statement.ExecuteAsync(other, $"select pg_advisory_unlock{ImportLock}", TestContext.Current.CancellationToken);
        }

        Submission(await SubmitAsync(bench, "busy", rows))["isNew"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("no-such-provision", "転出者一覧_R05.csv", "k1", "not-found", null)]
    [InlineData("resident-register", "転出者一覧_R05.csv", "k2", "request-malformed", "file")]
    [InlineData("moved-out-list", "../転出者一覧_R05.csv", "k3", "request-malformed", "file")]
    [InlineData("moved-out-list", "nobody.csv", "k4", "request-malformed", "file")]
    [InlineData("moved-out-list", "転出者一覧_R05.csv", "a b", "request-malformed", "clientKey")]
    public async Task What_no_provision_of_the_holder_takes_is_refused(string provision, string file, string key, string code, string? field)
    {
        await using var bench = city.OpenGraph();
        var error = Error(await SubmitAsync(bench, key, [["0000000061", "伊藤 空", "2024-05-04"]], provision, file));
        error["code"]!.GetValue<string>().ShouldBe(code);
        error["field"]?.GetValue<string>().ShouldBe(field);
    }

    [Fact]
    public async Task Cells_that_would_part_the_row_are_refused_without_being_repeated()
    {
        await using var bench = city.OpenGraph();
        foreach (var cell in new[] { "あ\tい", "あ\nい", "\0" })
        {
            var error = Error(await SubmitAsync(bench, "bad-cells", [["0000000071", cell, "2024-05-04"]]));
            error["field"]!.GetValue<string>().ShouldBe("rows");
            error["message"]!.GetValue<string>().ShouldContain("item 1");
        }

        Error(await SubmitAsync(bench, "bad-rows", [["0000000071", "山田"]]))["field"]!.GetValue<string>().ShouldBe("rows");
        Error(await SubmitAsync(bench, "no-rows", []))["field"]!.GetValue<string>().ShouldBe("rows");
    }

    [Fact]
    public async Task A_header_without_the_columns_of_the_provision_is_refused_whole()
    {
        await using var bench = city.OpenGraph();
        var holder = await bench.CallerAsync("holder", "record-keeping");
        var answer = await bench.AskAsync(holder, Document, new
        {
            input = new { provision = "moved-out-list", clientKey = "no-columns", file = "転出者一覧_R05.csv", header = new[] { "なにか" }, rows = new[] { new[] { "1" } } },
        });
        var error = Error(answer);
        error["__typename"]!.GetValue<string>().ShouldBe("RecordsRefusedError");
        error["rule"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    private static JsonNode Submission(JsonNode answer)
    {
        answer["errors"].ShouldBeNull(answer.ToJsonString());
        return answer["data"]!["submitRecords"]!["submission"].ShouldNotBeNull(answer.ToJsonString());
    }

    private static JsonNode Error(JsonNode answer)
    {
        var payload = answer["data"]!["submitRecords"]!;
        payload["submission"].ShouldBeNull(answer.ToJsonString());
        return payload["errors"]!.AsArray().ShouldHaveSingleItem()!;
    }

    private async Task<int> CountAsync() => (await city.SendAsync("steward/steering", "/v1/deliveries")).Answer["items"]!.AsArray().Count;

    private static async Task<JsonNode> SubmitAsync(
        GraphBench bench, string key, string[][] rows, string provision = "moved-out-list", string file = "転出者一覧_R05.csv") =>
        await bench.AskAsync(await bench.CallerAsync("holder", "record-keeping"), Document, new { input = new { provision, clientKey = key, file, header = Header, rows = rows.Select(Whole) } });

    private static string[] Whole(string[] row) => row is [var code, var name, var day] ? [code, name, "2015-04-02", day, "新潟市"] : row;
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChildLink.Api.Authentication;
using ChildLink.Privacy.Access;
using ChildLink.Screening.Runs;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>A small town, taken in, screened and served, and people of every role who ask.</summary>
public sealed class ScreenedCity : IAsyncLifetime
{
    public const string School = "1001";

    /// <summary>The department that hands over the list of those who moved out.</summary>
    public const string Holder = "市民課";

    private ServedCity city = null!;
    private AnswerSchema schema = null!;

    /// <summary>The municipality that is served.</summary>
    public ChildLink.Api.Composition.Municipality Municipality => city.Municipality;

    /// <summary>Issuer of everybody's tokens.</summary>
    public string Issuer => city.Issuer.Issuer;

    /// <summary>The run of the town.</summary>
    public Guid Run { get; private set; }

    /// <summary>The same plan over the same town, before.</summary>
    public Guid EarlierRun { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var ct = CancellationToken.None;
        schema = new AnswerSchema(JsonNode.Parse(await DocumentHost.TextAsync(ct))!);
        city = await ServedCity.StartAsync(synthetic: true, ct);
        var municipality = city.Municipality;
        var steward = await AssignAsync("steward", "steering", null, ct);
        foreach (var (role, purpose, institution) in new[]
        {
            ("steward", "share-decision", (string?)null), ("analyst", "screening", null), ("narrower", "narrowing", null), ("narrower", "emergency", null), ("narrower", "case-work", null),
            ("user-entity", "child-support", School), ("privacy-officer", "audit", null), ("holder", "record-keeping", Holder),
        })
        {
            await AssignAsync(role, purpose, institution, ct);
        }

        using (var files = TownFiles.Small(municipality.City))
        {
            files.Write(municipality.City, "moved-out-list", "転出者一覧_R05.csv", "宛名番号,氏名,転出日", "0000000022,鈴木 湊,2024-13-45");
            files.Write(municipality.City, "consultation", "相談記録_R06.csv", "受付番号,年度,受付日,宛名番号,相談種別", "R6-1,R6,2024-06-01,0000000014,養護相談(その他)");
            files.Write(municipality.City, "temporary-custody", "一時保護児童票.csv", "宛名番号,保護開始日,理由", "0000000001,1999-06-01,養育困難");
            await municipality.Importer.ImportAsync(steward, [files.Folder], dryRun: false, progress: null, ct);
        }

        await city.Database.RunAsync(
            "insert into vault.protection_lists (tenant_id, provision, received_at, complete) values ('152242', 'address-protection-list', now(), true)", ct);
        await city.Database.RunAsync($"update vault.residents set school_code = '{School}', school_name = '学校', grade = '1', class = '1'", ct);
        EarlierRun = (await municipality.Screening.RunAsync(steward, "nobeoka-count", null, null, ct)).ShouldBeOfType<ScreeningOutcome.Done>().Run.Id;
        Run = (await municipality.Screening.RunAsync(steward, "nobeoka-count", null, null, ct)).ShouldBeOfType<ScreeningOutcome.Done>().Run.Id;
    }

    /// <summary>Asks and checks the answer against the document.</summary>
    /// <param name="who">Role and purpose, e.g. <c>narrower/narrowing</c>, with person and context behind them where they are others; empty for nobody.</param>
    /// <param name="path">Path as in the document.</param>
    /// <param name="url">The path with its parts filled in; left out: the path.</param>
    /// <param name="status">Expected status.</param>
    /// <param name="body">JSON to post; left out: a GET.</param>
    public async Task<JsonNode> AskAsync(string who, string path, string? url = null, int status = 200, string? body = null)
    {
        var (answered, answer) = await SendAsync(who, url ?? path, body);
        answered.ShouldBe(status, answer.ToJsonString());
        schema.Faults(path, body is null ? "get" : "post", status, answer).ShouldBeEmpty($"{who} {path}: {answer.ToJsonString()}");
        return answer;
    }

    /// <summary>Posts bytes and takes whatever bytes are answered.</summary>
    public async Task<(int Status, string? Sheet, byte[] Answer)> PostFileAsync(string who, string url, string type, byte[] body)
    {
        var ct = TestContext.Current.CancellationToken;
        using var request = RequestOf(who, HttpMethod.Post, url);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await city.Client.SendAsync(request, ct);
        return ((int)response.StatusCode, response.Headers.TryGetValues("Sheet-Id", out var id) ? id.Single() : null, await response.Content.ReadAsByteArrayAsync(ct));
    }

    /// <summary>Asks and takes whatever is answered.</summary>
    public async Task<(int Status, JsonNode Answer)> SendAsync(string who, string url, string? body = null)
    {
        var ct = TestContext.Current.CancellationToken;
        using var request = RequestOf(who, body is null ? HttpMethod.Get : HttpMethod.Post, url);
        if (!string.IsNullOrEmpty(body))
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await city.Client.SendAsync(request, ct);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!);
    }

    /// <summary>Asks and takes whatever text is answered.</summary>
    public async Task<(int Status, string Answer)> AskTextAsync(string who, string url)
    {
        var ct = TestContext.Current.CancellationToken;
        using var request = RequestOf(who, HttpMethod.Get, url);
        using var response = await city.Client.SendAsync(request, ct);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct));
    }

    private HttpRequestMessage RequestOf(string who, HttpMethod method, string url)
    {
        var request = new HttpRequestMessage(method, url);
        if (who.Split('/') is [var role, var purpose, .. var more])
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", city.Issuer.Issue(
                new DevelopmentTokenRequest(more is [{ Length: > 0 } person, ..] ? person : Person(role), "152242", role, null, [], TimeSpan.FromMinutes(10)), TimeProvider.System.GetUtcNow()));
            request.Headers.Add("Purpose-Of-Use", purpose);
            if (more is [_, var context])
                request.Headers.Add("Purpose-Context", context);
            else if (purpose is "narrowing" or "screening" or "share-decision")
                request.Headers.Add("Purpose-Context", $"run:{Run}");
        }

        return request;
    }

    /// <summary>Lets a person act.</summary>
    public Task AllowAsync(string person, string role, string purpose, string? institution = null) =>
        AssignAsync(role, purpose, institution, TestContext.Current.CancellationToken, person);

    /// <summary>The graph of the town, to be asked without a server.</summary>
    internal GraphQL.Product.GraphBench OpenGraph() => new(city.Municipality, city.Issuer.Issuer);

    /// <summary>Identity of the first child that a caller is listed.</summary>
    public async Task<string> FirstChildAsync(string who) =>
        (await AskAsync(who, "/v1/children"))["items"]![0]!["id"]!.GetValue<string>();

    /// <summary>Plants or changes something in the read models.</summary>
    public Task PlantAsync(string sql) => city.Database.RunAsync(sql, TestContext.Current.CancellationToken);

    /// <summary>Marks the run as judged with items from the label's own register, as a model that leaks does.</summary>
    public Task MarkLeakingAsync(string[] items) =>
        city.Database.RunAsync($"update read.screening_runs set leaking = '{{{string.Join(',', items)}}}'", TestContext.Current.CancellationToken);

    /// <summary>Makes a candidate of every child of the run.</summary>
    public Task MakeCandidatesAsync() => city.Database.RunAsync($"update read.results set candidate = true where run_id = '{Run}'", TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await city.DisposeAsync();

    private static string Person(string role) => "test-" + role;

    private async Task<Caller> AssignAsync(string role, string purpose, string? institution, CancellationToken ct, string? person = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var identity = new Identity(city.Issuer.Issuer, person ?? Person(role), MultiFactor: true, role, institution, [purpose]);
        var assignment = new Assignment(
            Guid.NewGuid(), identity.Issuer, identity.Person, role, institution, [purpose], now.AddMinutes(-1), now.AddDays(1), "granter", "approver", null);
        (await city.Municipality.Assignments.AddAsync(city.Municipality.Code, city.Municipality.Policy, assignment, _ => Task.CompletedTask, ct)).ShouldBeOfType<AssignmentBook.Outcome.Done>();
        return Admission.Judge(city.Municipality.Policy, city.Municipality.Code, identity, [assignment], purpose, null, now)
            .ShouldBeOfType<Admission.Admitted>().Caller;
    }
}

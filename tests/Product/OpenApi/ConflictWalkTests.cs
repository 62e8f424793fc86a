using System.Reflection;
using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.Tests.Product.GraphQL.Product;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>
/// Every question of both doors that can show a child, asked by people of every role before and after they declare a conflict of
/// interest: what told of the child before tells nothing of it then.
/// </summary>
public sealed class ConflictWalkTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private const string Name = "印の子";
    private const string Kana = "シルシノコ";
    private const string Narrower = "narrower/narrowing";
    private static readonly string[] Eyes = ["steward/share-decision", "steward/steering", "narrower/narrowing", "narrower/case-work", "user-entity/child-support"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_declaration_no_door_tells_of_the_child()
    {
        await city.MakeCandidatesAsync();
        var child = await city.FirstChildAsync(Narrower);
        await city.PlantAsync($"update vault.residents set name = '{Name}', kana = '{Kana}' where resident_id = '{child}'");
        var (opened, conference) = await ActAsync(child);
        string[] marks = [child, Name, Kana, opened];

        var before = await WalkAsync(child, opened, conference, marks);
        before.Count.ShouldBeGreaterThan(40, string.Join('\n', before));
        before.Count(b => b.StartsWith("GraphQL narrower/case-work { conferencePack", StringComparison.Ordinal)).ShouldBe(1);
        before.Where(b => b.StartsWith("REST", StringComparison.Ordinal)).Select(b => b.Split(' ')[2]).Distinct().Count().ShouldBeGreaterThanOrEqualTo(18);

        foreach (var person in Eyes.Select(e => "test-" + e.Split('/')[0]).Distinct())
            await city.Municipality.Conflicts.DeclareAsync(city.Municipality.Code, city.Issuer, person, Guid.Parse(child), household: false, person, (_, _) => Task.CompletedTask, Ct);

        (await WalkAsync(child, opened, conference, marks)).ShouldBeEmpty();
        await CommandsAsync(child, opened);
    }

    /// <summary>A case, a conference, a share and an inquiry of the child.</summary>
    private async Task<(string Case, string Conference)> ActAsync(string child)
    {
        var opened = (await city.AskAsync(Narrower, "/v1/cases", status: 201, body: $$"""{"child":"{{child}}"}"""))["id"]!.GetValue<string>();
        var held = TimeProvider.System.GetUtcNow().AddDays(7).ToString("O");
        var (status, made) = await city.SendAsync(
            "narrower/case-work", "/v1/conferences", $$"""{"heldAt":"{{held}}","minutes":60,"participants":["校長"],"cases":["{{opened}}"],"fit":false}""");
        status.ShouldBe(201, made.ToJsonString());
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O");
        await city.AskAsync("steward/share-decision", "/v1/shares", status: 201,
            body: $$"""{"child":"{{child}}","institution":"{{ScreenedCity.School}}","points":true,"reason":"見守り","until":"{{until}}"}""");
        await city.AskAsync(Narrower, "/v1/inquiries", body: $$"""{"children":["{{child}}"],"form":"school-life"}""");
        await GrantAsync(opened, until);
        return (opened, (made["conference"] ?? made)["id"]!.GetValue<string>());
    }

    private async Task GrantAsync(string opened, string until)
    {
        await city.AllowAsync("second-granter", "narrower", "case-work");
        var made = await city.AskAsync(ContextOf("narrower/case-work", "case", opened), "/v1/grants", status: 201,
            body: $$"""{"item":"attendance.absent","basis":"APPI-69-1","institution":"{{ScreenedCity.School}}","persons":["test-user-entity"],"trigger":"求め","reason":"見守り","until":"{{until}}"}""");
        var id = made["id"]!.GetValue<string>();
        await city.AskAsync($"narrower/case-work/second-granter/case:{opened}", "/v1/grants/{id}/approve", $"/v1/grants/{id}/approve", body: """{"version":1}""");
    }

    /// <summary>Questions whose answer holds a mark of the child, with who asked at which door.</summary>
    private async Task<List<string>> WalkAsync(string child, string opened, string conference, string[] marks)
    {
        var told = new List<string>();
        foreach (var who in Eyes)
        {
            foreach (var operation in Gets())
            {
                var url = operation.Path switch
                {
                    var p when p.StartsWith("/v1/children/", StringComparison.Ordinal) => p.Replace("{id}", child, StringComparison.Ordinal),
                    "/v1/screening-runs/{id}/differences" => $"/v1/screening-runs/{city.Run}/differences?before={city.EarlierRun}",
                    var p when p.StartsWith("/v1/screening-runs/", StringComparison.Ordinal) => p.Replace("{id}", city.Run.ToString(), StringComparison.Ordinal),
                    var p when p.StartsWith("/v1/cases/", StringComparison.Ordinal) => p.Replace("{id}", opened, StringComparison.Ordinal),
                    var p => p.Replace("{id}", conference, StringComparison.Ordinal),
                };
                IEnumerable<string> asking = operation.Path is "/v1/conferences/{id}/pack" ? [ContextOf(who, "conference", conference)] : new[] { who, ContextOf(who, "case", opened) }.Distinct();
                foreach (var asked in asking)
                {
                    var (_, answer) = await city.AskTextAsync(asked, url);
                    if (marks.Any(m => answer.Replace(url, "", StringComparison.Ordinal).Contains(m, StringComparison.Ordinal)))
                        told.Add($"REST {who} {operation.Path} {asked}");
                }
            }

            await GraphAsync(who, child, conference, marks, told);
        }

        return told;
    }

    private async Task GraphAsync(string who, string child, string conference, string[] marks, List<string> told)
    {
        await using var bench = city.OpenGraph();
        var (role, purpose) = (who.Split('/')[0], who.Split('/')[1]);
        var caller = await bench.CallerAsync(role, purpose, purpose is "narrowing" or "share-decision" ? city.Run : null);
        string[] more =
        [
            "{ cases { nodes { id childId } } }", "{ reviewsDue { nodes { id childId } } }", "{ caseStatuses { id childId } }", "{ handOvers { case childId } }",
            "{ conferences { items { cases } } }", "{ receivedShares { id child { id } } }", $"{{ card(child: \"{child}\") {{ child {{ id name }} }} }}",
             "{ grants { id child } }", "{ receivedGrants { id child } }", $"{{ grantedItems(child: \"{child}\") {{ child }} }}",
             "{ inquiries { id name } }", "{ pupilSheets { name } }", "{ measures { id name } }",
        ];
        foreach (var document in Question.All(city.Run, city.EarlierRun, child, Guid.NewGuid()).Where(q => q.Url != "/v1/conflicts").Select(q => q.Document).Concat(more))
        {
            if (marks.Any((await bench.AskAsync(caller, document)).ToJsonString(Legible).Contains))
                told.Add($"GraphQL {who} {document}");
        }

        var pack = $$"""{ conferencePack(id: "{{conference}}") { html } }""";
        if (marks.Any((await bench.AskAsync(purpose == "case-work" ? caller with { Context = new("conference", Guid.Parse(conference)) } : caller, pack)).ToJsonString(Legible).Contains))
            told.Add($"GraphQL {who} {pack}");
    }

    /// <summary>Commands about the child answer as about one that is not there.</summary>
    private async Task CommandsAsync(string child, string opened)
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O");
        (string Who, string Url, string Body)[] commands =
        [
            (Narrower, "/v1/children/{0}/narrowing", """{"status":"inquiring","version":0}"""),
            (Narrower, "/v1/cases", """{"child":"{0}"}"""),
            ("steward/share-decision", "/v1/shares", $$"""{"child":"{0}","institution":"{{ScreenedCity.School}}","points":true,"reason":"見守り","until":"{{until}}"}"""),
            (ContextOf("narrower/case-work", "case", opened), $"/v1/cases/{opened}/notes", """{"version":1,"text":"見守り"}"""),
            (ContextOf("narrower/case-work", "case", opened), "/v1/grants",
                $$"""{"item":"attendance.absent","basis":"APPI-69-1","institution":"{{ScreenedCity.School}}","persons":["test-user-entity"],"trigger":"求め","reason":"見守り","until":"{{until}}"}"""),
            (ContextOf("narrower/case-work", "case", opened), $"/v1/cases/{opened}/decision", """{"version":1,"class":"b","reason":"理由"}"""),
        ];
        foreach (var (who, url, body) in commands)
        {
            var (own, unknown) = (await city.SendAsync(who, Fill(url, child), Fill(body, child)), Guid.NewGuid().ToString());
            var other = await city.SendAsync(who.Replace(opened, unknown, StringComparison.Ordinal), Fill(url, unknown).Replace(opened, unknown, StringComparison.Ordinal), Fill(body, unknown));
            (own.Status, own.Answer["code"]!.GetValue<string>()).ShouldBe((404, "not-found"), url);
            (other.Status, other.Answer["code"]!.GetValue<string>()).ShouldBe((404, "not-found"), url);
        }

        static string Fill(string text, string id) => text.Replace("{0}", id, StringComparison.Ordinal);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Legible = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string ContextOf(string who, string kind, string id) => who == "narrower/case-work" ? $"{who}/test-narrower/{kind}:{id}" : who;

    /// <summary>Everything that is read, but the log, declarations and what holds no child.</summary>
    private static IEnumerable<Operation> Gets() => new[] { typeof(Operations), typeof(CaseOperations) }
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => f.GetValue(null)).OfType<Operation>()
        .Where(o => o.Method == "GET" && !o.Path.Contains("{sequence}", StringComparison.Ordinal) && !o.Path.StartsWith("/v1/policy", StringComparison.Ordinal)
            && o.Path is not ("/v1/conflicts" or "/v1/access-log"));
}

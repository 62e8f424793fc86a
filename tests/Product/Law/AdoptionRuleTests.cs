using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Policy.Adoption;
using ChildLink.Tests.Product.OpenApi;
using ChildLink.Tests.Product.Privacy;
using static ChildLink.Tests.Product.Law.AdoptionDoor;

namespace ChildLink.Tests.Product.Law;

/// <summary>Who must adopt, what can be adopted, and by whose proposal.</summary>
public sealed class AdoptionRuleTests : IDisposable
{
    private const string Own = "municipalities/152242/";

    private readonly PolicyCopy copy = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string HashOnDisk => PolicyCompiler.HashOf(copy.Folder, Path.Combine(copy.Folder, Own));

    [Fact]
    public async Task A_policy_file_that_calls_a_city_invented_waives_no_adoption_on_a_database_of_its_own()
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct, synthetic: false);

        city.Municipality.City.Document.Synthetic.ShouldBeTrue();
        city.Municipality.Standing.Required.ShouldBeTrue();
        (await AskAsync(city, "steward", "GET", "/v1/screening-runs", null)).ShouldBe("policy-not-adopted", 503);
        await AdoptAsync(city, city.Municipality.Policy.Hash);
        (await AskAsync(city, "steward", "GET", "/v1/screening-runs", null)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_adopted_once_is_served_also_where_nobody_has_to_adopt(bool synthetic)
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        var adopted = city.Municipality.Policy.Hash;
        await AdoptAsync(city, adopted);
        copy.Append("disclosure.yaml", "# another\n");
        var place = city.Municipality.Place;

        var opening = await Municipality.OpenAsync(
            new MunicipalityPlace
            {
                Code = place.Code,
                ConnectionString = place.ConnectionString,
                SyntheticCluster = synthetic ? place.SyntheticCluster : null,
                Policies = place.Policies,
                CityFolder = place.CityFolder,
                Keys = place.Keys,
                Checkpoints = place.Checkpoints,
                WaivesAdoption = !synthetic,
            },
            TimeProvider.System, Ct);

        await using var reopened = opening.ShouldBeOfType<Opening.Opened>().Municipality;
        reopened.Policy.Hash.ShouldBe(adopted);
        reopened.Standing.Required.ShouldBeTrue();
    }

    [Theory]
    [InlineData("plans/two-stage.yaml", "difficulty: any", "difficulty: whatever")]
    [InlineData("narrowing/kaisei.yaml", "without: [conference, supported]", "without: [luck]")]
    [InlineData("inquiries/school-life.yaml", "dueDays: 14", "dueDays: 0")]
    [InlineData("support.yaml", "id: improved", "id: Improved!")]
    [InlineData("city.yaml", "10(?!00)[0-9]{2}", "10(?!00")]
    public async Task What_would_not_open_is_neither_proposed_nor_adopted(string file, string text, string with)
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        copy.Replace(Own + file, text, with);
        var hash = HashOnDisk;

        Faulty(await AskAsync(city, "privacy-officer", "POST", "/v1/policy/bundles", Hash(hash)), file);
        Should.Throw<PolicyException>(() => Municipality.Compile(city.Municipality.Place)).Message.ShouldContain(file);

        // A program of another day took it: this one does not.
        var place = city.Municipality.Place;
        var stored = (await city.Municipality.Policies.ProposeAsync(
            place.Code, PolicyBundle.Read(place.Policies, place.CityFolder), _ => [], new PolicyActor($"{city.Issuer.Issuer}|test-privacy-officer", "privacy-officer"),
            (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<PolicyOutcome.Done>().Proposal;
        Faulty(await AskAsync(city, "steward", "POST", $"/v1/policy/bundles/{stored.Id}/adopt", Hash(hash)), file);
        (await city.Municipality.Policies.AdoptedAsync(place.Code, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_proposal_older_than_the_last_adoption_is_not_adopted_and_the_same_files_may_be_proposed_again()
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        var hash = HashOnDisk;
        var old = await ProposeAsync(city, hash);
        await AdoptAsync(city, hash);

        var refused = await AskAsync(city, "steward", "POST", $"/v1/policy/bundles/{old}/adopt", Hash(hash));
        refused.ShouldBe("request-malformed", 400);
        refused.Body.ToJsonString().ShouldContain("older than what was adopted last");

        await AdoptAsync(city, hash);
    }

    [Fact]
    public async Task What_somebody_proposed_who_is_not_assigned_any_more_is_not_adopted()
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        var proposal = await ProposeAsync(city, HashOnDisk);
        await city.Database.RunAsync(
            "update read.assignments set ended_at = now() where person = 'test-privacy-officer' and role = 'privacy-officer'", Ct);

        var refused = await AskAsync(city, "steward", "POST", $"/v1/policy/bundles/{proposal}/adopt", Hash(HashOnDisk));

        refused.ShouldBe("request-malformed", 400);
        refused.Body.ToJsonString().ShouldContain("not assigned that role any more");
    }

    [Fact]
    public async Task Only_who_proposed_withdraws_and_what_was_withdrawn_is_not_adopted()
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        var hash = HashOnDisk;
        var proposal = await ProposeAsync(city, hash);
        var path = $"/v1/policy/bundles/{proposal}";

        (await AskAsync(city, "steward", "POST", path + "/withdraw", null)).ShouldBe("not-found", 404);
        (await AskAsync(city, "privacy-officer", "POST", path + "/withdraw", null)).Body["withdrawnAt"].ShouldNotBeNull();
        (await AskAsync(city, "privacy-officer", "POST", path + "/withdraw", null)).ShouldBe("not-found", 404);
        (await AskAsync(city, "steward", "POST", path + "/adopt", Hash(hash))).ShouldBe("not-found", 404);

        var again = await ProposeAsync(city, hash);
        (await AskAsync(city, "steward", "POST", $"/v1/policy/bundles/{again}/adopt", Hash(hash))).Status.ShouldBe(200);
        (await AskAsync(city, "privacy-officer", "POST", $"/v1/policy/bundles/{again}/withdraw", null)).ShouldBe("policy-already-adopted", 409);
        (await GraphAsync(city, "privacy-officer", $$"""mutation { withdrawPolicy(input: { id: "{{again}}" }) { errors { __typename } } }"""))
            .ShouldContain("PolicyAlreadyAdoptedError");
    }

    [Fact]
    public async Task The_policy_is_adopted_through_GraphQL_too_and_nothing_else_is_answered_beside_it()
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        var hash = HashOnDisk;

        (await GraphAsync(city, "steward", "{ policyBundles { adopted } screeningRuns { id } }")).ShouldContain("policy-not-adopted");
        (await GraphAsync(city, "steward", "{ policyBundles { adopted } me { person } }")).ShouldContain("policy-not-adopted");
        await AlikeAsync(city);
        var proposed = await DataAsync(city, "privacy-officer", $$"""mutation { __typename proposePolicy(input: { hash: "{{hash}}" }) { proposal { id } errors { __typename } } }""");
        var id = proposed["proposePolicy"]!["proposal"]!["id"]!.GetValue<string>();
        var adopt = $$"""mutation { adoptPolicy(input: { id: "{{id}}", hash: "{{hash}}" }) { proposal { adoptedRole } errors { __typename } } }""";
        (await DataAsync(city, "steward", adopt))["adoptPolicy"]!["proposal"]!["adoptedRole"]!.GetValue<string>().ShouldBe("steward");
        (await DataAsync(city, "steward", "{ policyBundles { adopted } }"))["policyBundles"]!["adopted"]!.GetValue<string>().ShouldBe(hash);

        copy.Append("disclosure.yaml", "# another\n");
        await AdoptAsync(city, HashOnDisk);
        (await GraphAsync(city, "steward", "{ screeningRuns { id } }")).ShouldContain("policy-behind");
        await AlikeAsync(city);
    }

    [Fact]
    public async Task A_socket_opens_before_the_first_adoption_and_answers_about_the_policy_only()
    {
        await using var city = await AdoptionDoor.OpenAsync(copy.Folder, Ct);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new Uri(city.App.Urls.First().Replace("http://", "ws://", StringComparison.Ordinal) + "/graphql"), Ct);

        (await TalkAsync(socket, $$$"""{"type":"connection_init","payload":{"authorization":"Bearer {{{TokenOf(city, "steward", null)}}}","purpose":"steering"}}"""))
            .ShouldContain("connection_ack");
        (await TalkAsync(socket, """{"id":"1","type":"subscribe","payload":{"query":"{ screeningRuns { id } }"}}""")).ShouldContain("policy-not-adopted");
        (await TalkAsync(socket, """{"id":"2","type":"subscribe","payload":{"query":"{ policyBundles { served } }"}}""")).ShouldContain(HashOnDisk);
    }

    public void Dispose() => copy.Dispose();

    private static async Task<string> TalkAsync(ClientWebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Ct);
        var piece = new byte[16 << 10];
        var length = 0;
        ValueWebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(piece.AsMemory(length), Ct);
            length += received.Count;
        }
        while (!received.EndOfMessage);
        return received.MessageType == WebSocketMessageType.Text ? Encoding.UTF8.GetString(piece, 0, length) : $"{socket.CloseStatusDescription}";
    }

    /// <summary>Warnings, aid and decision are the same at both doors, whatever is adopted.</summary>
    private static async Task AlikeAsync(ServedCity city)
    {
        var rest = (await AskAsync(city, "steward", "GET", "/v1/policy/warnings", null)).Body["items"]!;
        Alike((await DataAsync(city, "steward", "{ policyWarnings { provision basis purposes at daysLeft within } }"))["policyWarnings"]!, rest);

        rest = (await AskAsync(city, "steward", "GET", "/v1/policy/aid?item=epds.total&purpose=screening", null)).Body;
        rest["provisions"]!.AsArray().ShouldNotBeEmpty();
        Alike(
            (await DataAsync(city, "steward", """
                { legalBasisAid(item: "epds.total", purpose: "screening") { item ja special purpose
                  provisions { provision holder recipient recipientKind present verdicts { pattern basis ja possible reasons missing } } } }
                """))["legalBasisAid"]!,
            rest);

        rest = (await AskAsync(city, "steward", "GET", "/v1/policy/decisions/child.name", null)).Body;
        var graph = (await DataAsync(city, "steward", """
            { policyDecision(field: "child.name") { field ja class special restrictedBy conditions rule why policy until needs { kind text } } }
            """))["policyDecision"]!;
        foreach (var (name, value) in graph.AsObject())
            Alike(value, rest[name]);
    }

    private static void Alike(JsonNode? graph, JsonNode? rest) => JsonNode.DeepEquals(graph, rest).ShouldBeTrue($"{graph?.ToJsonString()}\n{rest?.ToJsonString()}");

    private static async Task<JsonNode> DataAsync(ServedCity city, string role, string document)
    {
        var text = await GraphAsync(city, role, document);
        var answer = JsonNode.Parse(text)!;
        answer["errors"].ShouldBeNull(text);
        return answer["data"].ShouldNotBeNull(text);
    }

    private static void Faulty(Answered answer, string file)
    {
        answer.ShouldBe("request-malformed", 400);
        answer.Body.ToJsonString().ShouldContain(file);
    }
}

using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Doors;

/// <summary>Right token, wrong purpose or context.</summary>
public sealed class PurposeTests(ServedCity city)
{
    private const string Header = "Purpose-Of-Use";
    private const string Context = "Purpose-Context";

    [Fact]
    public async Task Every_operation_refuses_every_role_with_a_purpose_that_is_not_for_it()
    {
        var asked =
            from operation in Operation.All
            from role in Operation.Roles
            from purpose in Operation.Purposed
            select (operation, role, purpose);
        var refused = 0;
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (question, _) =>
        {
            var (operation, (role, institution, purposes), purpose) = question;
            var run = purpose is "narrowing" or "screening" or "share-decision" ? city.Run : (Guid?)null;
            var id = operation.Template.Contains("runs", StringComparison.Ordinal) ? city.Run : Guid.Empty;
            var reply = await city.Door.AskAsync(new Who(role, purpose, institution, run), operation.Path(id), operation.IsPost ? "{}" : null);
            var about = $"{operation} {role}/{purpose}";
            if (!purposes.Contains(purpose))
                reply.Problem(403, "not-assigned", about);
            else if (!operation.Purposes.Contains(purpose))
                reply.Problem(403, "operation-not-allowed", about);
            else if (purpose is "case-work" or "emergency" && reply.Status == 403)
                reply.Code.ShouldBe("context-required", about);
            else
                reply.Status.ShouldNotBe(403, about);
            if (reply.Status == 403)
                Interlocked.Increment(ref refused);
        });

        refused.ShouldBeGreaterThan(800);
    }

    [Fact]
    public async Task A_missing_purpose_is_named()
    {
        foreach (var operation in Operation.All)
        {
            var reply = await city.Door.AskAsync(Who.Officer, operation.Path(city.Child), operation.IsPost ? "{}" : null, r => r.Headers.Remove(Header));
            reply.Problem(400, "purpose-required", operation.ToString()).Field.ShouldBe(Header);
        }
    }

    [Fact]
    public async Task A_purpose_is_said_once_and_shortly()
    {
        foreach (var said in new[] { "", " ", new string('a', 101) })
        {
            var reply = await AskAsync(Who.Officer, "/v1/access-log", Header, said);
            reply.Problem(400, "purpose-required", said).Field.ShouldBe(Header);
        }

        var token = await city.TokenOfAsync(Who.Officer, TestContext.Current.CancellationToken);
        (await RawRequest.SendAsync(city.Server.Address, $"GET /v1/access-log HTTP/1.1\r\nAuthorization: Bearer {token}\r\n{Header}: audit\r\n{Header}: audit\r\n"))
            .Problem(400, "purpose-required");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run:")]
    [InlineData("run:1")]
    [InlineData(":01a1fe3a-df59-71e8-819b-ba577712a7a3")]
    [InlineData("run:{01a1fe3a-df59-71e8-819b-ba577712a7a3}")]
    [InlineData("01a1fe3a-df59-71e8-819b-ba577712a7a3")]
    public async Task A_malformed_context_is_named(string context)
    {
        var reply = await AskAsync(Who.Narrower(city.Run), "/v1/children", Context, context);
        reply.Problem(400, "request-malformed").Field.ShouldBe(Context);
    }

    [Fact]
    public async Task A_context_of_another_kind_is_refused()
    {
        (await AskAsync(Who.Narrower(city.Run), "/v1/children", Context, $"case:{city.Run}")).Problem(403, "context-not-allowed");
        (await AskAsync(Who.School(city.School), "/v1/children", Context, $"run:{city.Run}")).Problem(403, "context-not-allowed");
    }

    [Fact]
    public async Task Identity_level_purposes_name_their_run()
    {
        foreach (var who in new[] { Who.Narrower(city.Run), Who.Analyst(city.Run), Who.Steward(city.Run) })
            foreach (var path in new[] { "/v1/children", $"/v1/children/{city.Child}", $"/v1/children/{city.Child}/result", $"/v1/children/{city.Child}/factors", $"/v1/screening-runs/{city.Run}/candidates" })
                (await city.Door.AskAsync(who with { Run = null }, path)).Problem(403, "context-required", $"{who} {path}").Field.ShouldBe(Context);
        (await city.Door.AskAsync(Who.Steward(city.Run) with { Run = null }, "/v1/shares")).Problem(403, "context-required");
        (await city.Door.AskAsync(Who.Steward(city.Run) with { Run = null }, "/v1/shares", "{}")).Problem(403, "context-required");
    }

    [Fact]
    public async Task An_unknown_run_is_refused()
    {
        var unknown = Guid.Parse("01900000-0000-7000-8000-000000000000");
        foreach (var who in new[] { Who.Narrower(unknown), Who.Analyst(unknown), Who.Steward(unknown) })
            foreach (var path in new[] { "/v1/children", $"/v1/children/{city.Child}", $"/v1/children/{city.Child}/result", $"/v1/screening-runs/{unknown}/candidates" })
                (await city.Door.AskAsync(who, path)).Problem(403, "context-unknown", $"{who} {path}").Field.ShouldBe(Context);
        (await city.Door.AskAsync(Who.Steward(unknown), "/v1/shares")).Problem(403, "context-unknown");
    }

    [Fact]
    public async Task Candidates_of_another_run_than_the_context_are_refused()
    {
        foreach (var who in new[] { Who.Narrower(city.Run), Who.Analyst(city.Run), Who.Steward(city.Run) })
            (await city.Door.AskAsync(who, $"/v1/screening-runs/{city.TopRun}/candidates")).Problem(403, "context-mismatch", $"{who}").Field.ShouldBe(Context);
    }

    [Theory]
    [InlineData("analyst", "order=kana")]
    [InlineData("analyst", "order=-birthDate")]
    [InlineData("analyst", "order=grade")]
    [InlineData("analyst", "grade=1")]
    [InlineData("analyst", "class=1")]
    [InlineData("steward", "order=points")]
    [InlineData("steward", "order=kana")]
    [InlineData("steward", "order=birthDate")]
    [InlineData("steward", "class=1")]
    [InlineData("user-entity", "order=rank")]
    [InlineData("user-entity", "order=-points")]
    public async Task A_predicate_on_a_withheld_field_is_refused(string role, string query)
    {
        var who = new[] { Who.Analyst(city.Run), Who.Steward(city.Run), Who.School(city.School) }.Single(w => w.Role == role);
        var reply = (await city.Door.AskAsync(who, $"/v1/children?{query}")).Problem(403, "predicate-on-withheld-field");
        reply.Field.ShouldBe(query.Split('=')[0]);
    }

    [Fact]
    public async Task Not_there_and_not_yours_are_the_same_answer()
    {
        var candidates = await city.Database.ListAsync($"select resident_id from read.results where candidate and run_id = '{city.Run}'", TestContext.Current.CancellationToken);
        var elsewhere = (await city.Door.AskAsync(Who.School(city.OtherSchool), "/v1/children?fields=id&size=200")).Ok().Items
            .Select(c => c.GetProperty("id").GetString()!).First(c => !candidates.Contains(c));
        string[] strange = [elsewhere, Guid.Empty.ToString(), "01900000-0000-7000-8000-000000000000", "x", "p-00000000000000000000000000000000", city.Pseudonym];
        foreach (var who in new[] { Who.School(city.School), Who.Narrower(city.Run), Who.Steward(city.Run), Who.Analyst(city.TopRun) })
            foreach (var document in new[] { "", "/result", "/factors" })
            {
                var answers = new HashSet<string>(StringComparer.Ordinal);
                foreach (var id in strange)
                    answers.Add(Shape((await city.Door.AskAsync(who, $"/v1/children/{id}{document}")).Problem(404, "not-found", $"{who} {id}")));
                answers.Count.ShouldBe(1, $"{who} {document}");
            }
    }

    [Fact]
    public async Task A_resident_identity_opens_nothing_for_the_analyst() =>
        (await city.Door.AskAsync(Who.Analyst(city.Run), $"/v1/children/{city.Child}")).Problem(404, "not-found");

    [Fact]
    public async Task A_holder_sees_its_own_provisions_and_deliveries_only()
    {
        var own = (await city.Door.AskAsync(Who.Holder("市民課"), "/v1/deliveries")).Ok().Items.Select(d => d.GetProperty("provision").GetString()).Distinct();
        own.ShouldBe(["resident-register", "moved-out-list", "address-protection-list"], ignoreOrder: true);
        var strange = (await city.Door.AskAsync(Who.Steering, "/v1/deliveries")).Ok().Items
            .First(d => d.GetProperty("provision").GetString() == "attendance").GetProperty("id").GetString();
        (await city.Door.AskAsync(Who.Holder("市民課"), $"/v1/deliveries/{strange}/findings")).Problem(404, "not-found");
    }

    [Fact]
    public async Task A_holder_that_handed_nothing_over_sees_nothing()
    {
        (await city.Door.AskAsync(Who.Holder("総務課"), "/v1/provisions")).Ok().Items.ShouldBeEmpty();
        (await city.Door.AskAsync(Who.Holder("総務課"), "/v1/deliveries")).Ok().Items.ShouldBeEmpty();
    }

    private static string Shape(Reply reply) =>
        reply.Body.Replace(reply.RequestId!, "", StringComparison.Ordinal)
        + string.Join('\n', reply.Headers.Where(h => h.Key is not ("date" or "request-id")).OrderBy(h => h.Key, StringComparer.Ordinal));

    private Task<Reply> AskAsync(Who who, string path, string header, string value) => city.Door.AskAsync(who, path, body: null, request =>
    {
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);
    });
}

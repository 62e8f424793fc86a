using ChildLink.Casework.Cases;
using ChildLink.Casework.Erasure;
using ChildLink.Casework.Grants;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Tests.Product.Views;

namespace ChildLink.Tests.Product.Casework;

/// <summary>個別提供 on a real database: two people decide, the institution reads one item, and everything else looks as before.</summary>
public sealed class GrantTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_open_one_item_and_one_entry_names_it()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        await city.NothingAsync(city.School(), Ct);
        var proposed = await city.ProposedAsync(Ct);
        await city.NothingAsync(city.School(), Ct);

        var approved = GrantCity.Done(await city.Book.ApproveAsync(city.Second, proposed.Id, 1, GrantCity.Unlogged, Ct));
        (approved.State, approved.ProposedBy, approved.DecidedBy, approved.Version).ShouldBe(("approved", CaseCity.Worker, CaseCity.Second, 2));
        using (var scope = city.Planted.City.Gateway.Open(city.School(), "GET /v1/received-grants", Guid.NewGuid()))
        {
            (await city.Received.ListAsync(scope, Ct)).Grants.ShouldNotBeNull().Select(g => g.Id).ShouldBe([proposed.Id]);
            await scope.ReleaseAsync(Ct);
            var listed = city.Planted.City.Log.Entries[^1];
            listed.Fields.ShouldBe(["child.id=clear", $"{GrantCity.Teeth}=clear"], ignoreOrder: true);
            listed.Subjects.ShouldBe([city.Child]);
        }

        var before = city.Planted.City.Log.Entries.Count;
        var items = (await city.ItemsAsync(city.School(), Ct)).ShouldNotBeNull();
        items.ToJsonString().ShouldBe($$"""[{"item":"{{GrantCity.Teeth}}","values":["2025-01-11 ","{{GrantCity.Stored}}"]}]""");

        var entry = city.Planted.City.Log.Entries.Skip(before).ShouldHaveSingleItem();
        entry.Fields.ShouldBe(["child.id=clear", $"{GrantCity.Teeth}=clear"], ignoreOrder: true);
        entry.Subjects.ShouldBe([city.Child]);
        (entry.Rows, entry.Institution).ShouldBe((1, "1001"));
        (await city.Cases.CountAsync(GrantCity.Reason, Ct)).ShouldBe(0);
        (await city.Cases.CountAsync(GrantCity.Trigger, Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task It_ends_on_the_instant_of_its_period()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var end = city.Now.AddHours(2);
        await city.ApprovedAsync(Ct, city.Request with { From = city.Now.AddHours(1), Until = end });

        await city.NothingAsync(city.School(), Ct);
        city.Now = end.AddHours(-1);
        await city.SeenAsync(city.School(), Ct);
        city.Now = end.AddMilliseconds(-1);
        await city.SeenAsync(city.School(), Ct);
        city.Now = end;
        await city.NothingAsync(city.School(), Ct);
    }

    [Fact]
    public async Task Nobody_else_sees_a_sign_of_it()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        await city.EmployAsync("teacher", Ct);
        (await city.Book.ProposeAsync(city.Staff, city.Request with { Persons = ["teacher", "stranger"] }, GrantCity.Unlogged, Ct))
            .ShouldBeOfType<GrantOutcome.Invalid>().Field.ShouldBe("persons");
        await city.ApprovedAsync(Ct, city.Request with { Persons = ["teacher"] });

        await city.SeenAsync(city.School(person: "teacher"), Ct);
        await city.NothingAsync(city.School(person: "colleague"), Ct);
        await city.NothingAsync(city.School("1002", "teacher"), Ct, isOwn: false);
        await city.NothingAsync(city.School(person: "teacher") with { BlockedChildren = BlockedChildren.Of([city.Child]) }, Ct, isOwn: false);
        // A child of another institution and one that nobody has look alike in the log, too.
        await city.ItemsAsync(city.School("1002"), Ct);
        await city.ItemsAsync(city.School("1002"), Ct, Guid.NewGuid());
        var last = city.Planted.City.Log.Entries.TakeLast(2).Select(e => (e.Outcome, string.Join(',', e.Fields), e.Rows, e.Subjects.Count)).ToList();
        last[0].ShouldBe(last[1]);
    }

    [Theory]
    [InlineData("update vault.residents set school_code = '1002' where resident_id = $1", "institution", "1002")]
    [InlineData("update vault.residents set moved_out_on = '2025-01-11' where resident_id = $1", "institution", null)]
    [InlineData("update vault.residents set protected = true where resident_id = $1", null, "1001")]
    [InlineData("update vault.protection_lists set complete = false where $1::uuid is not null", null, "1001")]
    [InlineData("update vault.protection_lists set received_at = '2024-01-01' where $1::uuid is not null", null, "1001")]
    public async Task It_opens_nothing_once_the_child_moved_or_is_protected(string change, string? closedBy, string? school)
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var grant = await city.ApprovedAsync(Ct);
        await city.SeenAsync(city.School(), Ct);

        await city.Planted.RunAsync(change, Ct, city.Child);

        // To its school the child is there with nothing granted, also to a new one; to any other it is not there.
        await city.NothingAsync(city.School(), Ct, isOwn: school == "1001");
        await city.NothingAsync(city.School("1002"), Ct, isOwn: school == "1002");
        (await ClosedByAsync(city, grant)).ShouldBe(closedBy);
    }

    [Theory]
    [InlineData("      until: 2030-04-01\n    necessity", "      until: 2025-01-12\n    necessity")]
    [InlineData("  until: 2030-04-01\n  trigger", "  until: 2025-01-12\n  trigger")]
    [InlineData("article: 25条の3", "article: 21条の10の5")]
    [InlineData("recipientKind: other-public-organ", "recipientKind: same-organ")]
    public async Task It_ends_with_basis_or_provision_as_the_law_stands_at_the_request(string text, string with)
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var grant = await city.ApprovedAsync(Ct);
        using var copy = new Screening.MunicipalityCopy().Replace("provisions/checkup-3y.yaml", text, with);
        city.Use(copy.City, city.Planted.City.Policy);

        var byDay = with.Contains("2025-01-12", StringComparison.Ordinal);
        if (byDay)
        {
            city.Now = new DateTimeOffset(2025, 1, 12, 0, 0, 0, TimeSpan.FromHours(9)).AddMilliseconds(-1);
            await city.SeenAsync(city.School(), Ct);
            city.Now = city.Now.AddMilliseconds(1);
        }

        await city.NothingAsync(city.School(), Ct);
        using var scope = city.Planted.City.Gateway.Open(city.Staff, "test", Guid.NewGuid());
        (await city.Views.FindAsync(scope, grant.Id, Ct)).ShouldNotBeNull().ClosedBy.ShouldBe("basis");
    }

    [Fact]
    public async Task It_crosses_a_renewal_of_its_terms_without_a_gap()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var renewal = new DateTimeOffset(2025, 1, 20, 0, 0, 0, TimeSpan.FromHours(9));
        using var copy = new Screening.MunicipalityCopy()
            .Replace("provisions/checkup-3y.yaml", "      until: 2030-04-01\n    necessity", "      until: 2025-01-20\n    necessity")
            .Replace("provisions/checkup-3y.yaml", "retention: P5Y", """
                  - items: [checkup-3y.decayed-teeth]
                    necessity: n
                    basis: { id: APPI-69-1, statute: 児童福祉法, article: 25条の3, trigger: own-task, scope: named-child, recipientKind: other-public-organ, regime: public, from: 2025-01-20, until: 2030-04-01 }
                retention: P5Y
                """);
        city.Use(copy.City, city.Planted.City.Policy);
        await city.ApprovedAsync(Ct);

        city.Now = renewal.AddMilliseconds(-1);
        await city.SeenAsync(city.School(), Ct);
        city.Now = renewal;
        await city.SeenAsync(city.School(), Ct);
    }

    [Fact]
    public async Task Case_staff_are_told_that_no_rule_opens_it_or_that_nobody_named_is_left()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        await city.EmployAsync("teacher", Ct);
        var grant = await city.ApprovedAsync(Ct, city.Request with { Persons = [GrantCity.Teacher, "teacher"] });
        using var copy = new Privacy.PolicyCopy();
        copy.Replace("disclosure.yaml", "    when: granted\n", "    clear: [child.id]\n");
        var shipped = city.Planted.City;
        city.Use(shipped.City, PolicyCompiler.Compile(new PolicyFiles(copy.Folder), null, shipped.City.Items));
        await city.NothingAsync(city.School(), Ct);
        (await ClosedByAsync(city, grant)).ShouldBe("policy");

        city.Use(shipped.City, shipped.Policy);
        await city.Planted.RunAsync("update read.assignments set ended_at = '2025-01-01' where person = $1", Ct, GrantCity.Teacher);
        (await ClosedByAsync(city, grant)).ShouldBeNull("one of two is left");
        await city.Planted.RunAsync("update read.assignments set ended_at = '2025-01-01' where person = $1", Ct, "teacher");
        (await ClosedByAsync(city, grant)).ShouldBe("persons");
    }

    [Theory]
    [InlineData("linked", 1)]
    [InlineData("queued", 0)]
    public async Task A_record_without_a_resident_code_is_the_child_s_where_linkage_is_certain(string status, int values)
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        await city.Planted.RunAsync("""
            insert into read.links (tenant_id, provision, key_id, status, resident_id, method, linked_at)
            select tenant_id, provision, key_id, $2, $1, 'test', now() from read.record_heads where provision = 'attendance' and row = 2
            on conflict (tenant_id, provision, key_id) do update set status = excluded.status, resident_id = excluded.resident_id
            """, Ct, city.Child, status);
        await city.ApprovedAsync(Ct, city.Request with { Item = GrantCity.Absent });

        var found = (await city.ItemsAsync(city.School(), Ct)).ShouldNotBeNull().ShouldHaveSingleItem()!["values"]!.AsArray().Select(v => v!.GetValue<string>()).ToList();
        if (values == 0)
            found.ShouldBeEmpty();
        else
            (found[0][10..], found[1]).ShouldBe((" 202411", "9"));
    }

    private static async Task<string?> ClosedByAsync(GrantCity city, Grant grant)
    {
        using var scope = city.Planted.City.Gateway.Open(city.Staff, "test", Guid.NewGuid());
        return (await city.Views.FindAsync(scope, grant.Id, Ct)).ShouldNotBeNull().ClosedBy;
    }

    [Fact]
    public async Task An_erasure_takes_grant_texts_and_values_along()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var home = Directory.CreateTempSubdirectory("childlink-ledger-").FullName;
        try
        {
            var inner = city.Planted.City;
            var book = new ErasureBook(
                inner.Database.Source, inner.Gateway, new ErasureLedger(home, Path.Combine(home, "checkpoints"), inner.Keys, ViewCity.Tenant), [new CaseHold()],
                ErasurePromise.Default, inner.Time);
            var grant = await city.ApprovedAsync(Ct);
            await city.SeenAsync(city.School(), Ct);
            (await StoredAsync(city)).ShouldBe($"[\"{GrantCity.Stored}\"]");
            (await book.RequestAsync(inner.Caller("steward", "erasure"), city.Child, "request", dryRun: false, Ct)).ShouldBeOfType<ErasureOutcome.Held>();
            await city.Cases.DoneAsync(city.Case, new CaseCommand.Close(city.Case.Version, "mistaken", "誤って開いた"), Ct);

            var asked = (await book.RequestAsync(inner.Caller("steward", "erasure"), city.Child, "request", dryRun: false, Ct)).ShouldBeOfType<ErasureOutcome.Done>();
            (await book.ApproveAsync(inner.Caller("privacy-officer", "erasure"), asked.Erasure.Id, Ct)).ShouldBeOfType<ErasureOutcome.Done>();

            (await StoredAsync(city)).ShouldBe("[null]", "the event keeps a cipher that nothing opens");
            await city.NothingAsync(city.School(), Ct, isOwn: false);
            (await inner.Database.AskAsync<long>("select count(*) from read.grants", Ct)).ShouldBe(0);
            (await inner.Database.AskAsync<long>($"select count(*) from vault.subject_keys where subject_id = '{city.Child}'", Ct)).ShouldBe(0);
            (await inner.Database.AskAsync<long>($"select count(*) from events.mt_events where stream_id = '{grant.Id}'", Ct)).ShouldBe(2, "the stream stays whole, its texts without a key");
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    /// <summary>The value that was granted, as the gateway opens it out of the event: what is left of it under the keys that are left.</summary>
    private static async Task<string> StoredAsync(GrantCity city)
    {
        var inner = city.Planted.City;
        var (id, version) = (
            await inner.Database.AskAsync<Guid>($"select id from events.mt_events where stream_id = '{city.Child}' and data->'items' ? '{GrantCity.Teeth}'", Ct),
            await inner.Database.AskAsync<long>($"select version from events.mt_events where stream_id = '{city.Child}' and data->'items' ? '{GrantCity.Teeth}'", Ct));
        var cipher = await inner.Database.AskAsync<string>($"select data->'items'->>'{GrantCity.Teeth}' from events.mt_events where id = '{id}'", Ct);
        await using var connection = await inner.Database.Source.OpenConnectionAsync(Ct);
        using var ring = await SubjectKeyRing.LoadAsync(connection, inner.City.Code, inner.Keys, [city.Child], city.Now, Ct);
        var decision = inner.Policy.Decide("user-entity", "child-support", FieldId.Of(GrantCity.Teeth));
        using var scope = inner.Gateway.Open(city.School(), "test", Guid.NewGuid());
        scope.Row(city.Child);
        scope.Select(decision);
        scope.Json.WriteStartArray();
        scope.Reveal(new SealedText(city.Child, city.Child, version, GrantCity.Teeth, cipher).Guard(FieldId.Of(GrantCity.Teeth), ring), decision);
        scope.Json.WriteEndArray();
        return System.Text.Encoding.UTF8.GetString((await scope.ReleaseAsync(Ct)).Span);
    }

    [Fact]
    public async Task No_other_answer_changes_because_of_a_grant()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var documents = new[] { ChildLink.Views.Children.ChildDocument.Card, ChildLink.Views.Children.ChildDocument.Result, ChildLink.Views.Children.ChildDocument.Factors };
        async Task<string> AllAsync()
        {
            var told = new List<string> { (await city.Planted.ListAsync(city.School(), new(), Ct)).Body };
            foreach (var document in documents)
                told.Add((await city.Planted.OneAsync(city.School(), document, city.Child.ToString("D"), Ct)).Body);
            return string.Join('\n', told);
        }

        var before = await AllAsync();
        await city.ApprovedAsync(Ct);
        await city.SeenAsync(city.School(), Ct);

        (await AllAsync()).ShouldBe(before);
    }
}

using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Records.Linkage;
using ChildLink.Tests.Product.Intake;

namespace ChildLink.Tests.Product.Erasure;

public sealed class ErasureTests
{
    private const string Protection = $"""
        insert into vault.protections (tenant_id, provision, key_id, resident_id, valid_from, valid_until)
        select '152242', 'address-protection-list', gen_random_uuid(), resident_id, '2024-01-01', '2025-02-01' from ({PlantedTown.FindByCode}) x
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_the_subject_and_its_sources_is_left_in_any_table_but_the_record_of_the_erasure()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        foreach (var (text, tables) in new[] { (PlantedTown.Code, 1), (PlantedTown.Name, 1), (town.Child.ToString(), 5) })
            (await town.TablesWithAsync(text, Ct)).Count.ShouldBeGreaterThanOrEqualTo(tables, "else this test could not fail");
        var others = await town.City.Database.AskAsync<long>("select count(*) from vault.residents", Ct);
        var events = await town.City.Database.AskAsync<long>("select count(*) from events.mt_events", Ct);

        var done = await town.EraseAsync(Ct);

        done.Subjects.Count.ShouldBe(4, "the child, its rows in roster and attendance, and the row held back");
        foreach (var marker in PlantedTown.Markers)
            (await town.TablesWithAsync(marker, Ct)).ShouldBeEmpty();
        foreach (var subject in done.Subjects)
            (await town.TablesWithAsync(subject.ToString(), Ct)).ShouldBe(["vault.erasures"]);
        (await town.City.Database.AskAsync<long>("select count(*) from vault.residents", Ct)).ShouldBe(others - 1);
        (await town.City.Database.AskAsync<long>("select count(*) from events.mt_events", Ct)).ShouldBe(events + 2, "history keeps its events and gains the decisions");
        (await StoreShape.CurrentAsync(town.City, "attendance", "screening", Ct)).Count.ShouldBe(1, "another pupil's record stays");
        (await town.City.LinkAsync(Ct)).Of(LinkStatus.Linked).ShouldBeGreaterThan(0);
        (await town.ScreenAsync(Ct)).ShouldBeOfType<ChildLink.Screening.Runs.ScreeningOutcome.Done>();
        (await town.TablesWithAsync(town.Child.ToString(), Ct)).ShouldBe(["vault.erasures"], "no work brings the subject back");
    }

    [Fact]
    public async Task Dry_run_counts_what_then_goes_and_changes_nothing()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var foreseen = (await town.Book.RequestAsync(town.Steward, town.Child, "test", dryRun: true, Ct)).ShouldBeOfType<ErasureOutcome.Foreseen>();

        (await town.Book.AllAsync(town.City.City.Code, Ct)).ShouldBeEmpty();
        foreseen.IsHeld.ShouldBeFalse();
        var before = await SizesAsync(town);
        var id = await town.AskAsync(Ct);
        var done = (await town.Book.ApproveAsync(town.Officer, id, Ct)).ShouldBeOfType<ErasureOutcome.Done>();

        done.Rows.ShouldBe(foreseen.Rows);
        var after = await SizesAsync(town);
        var rows = before.ToDictionary(b => b.Key, b => b.Value - after[b.Key], StringComparer.Ordinal);
        rows["vault.residents"].ShouldBe(1);
        rows["vault.subject_keys"].ShouldBe(4);
        rows["read.quarantine"].ShouldBe(1);
        rows["read.results"].ShouldBe(1);
        rows.Where(r => r.Key != "vault.erasures").Sum(r => r.Value).ShouldBe(done.Rows);
        town.City.Log.Entries.Select(e => e.Operation).TakeLast(6)
            .ShouldBe(["erase look", "erase dry-run", "erase look", "erase request", "erase look", "erase approve"]);
    }

    [Fact]
    public async Task An_emergency_is_reviewed_and_a_household_declared_anew_before_the_person_goes()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        await town.City.Database.RunAsync($"""
            with opened as (
                insert into read.emergencies (tenant_id, id, issuer, person, role, household_size, opened_at, until)
                values ('152242', gen_random_uuid(), 'urn:i', 'narrower-1', 'narrower', 1, '2025-01-10', '2025-01-10 00:30') returning id)
            insert into read.emergency_rows (tenant_id, emergency_id, resident_id) select '152242', id, '{town.Child}' from opened
            """, Ct);
        (await town.Book.RequestAsync(town.Steward, town.Child, "request", dryRun: false, Ct)).ShouldBe(new ErasureOutcome.Held());
        await town.City.Database.RunAsync("update read.emergencies set reviewed_by = 'officer', reviewed_at = '2025-01-11', verdict = 'justified'", Ct);

        await town.City.Database.RunAsync($"""
            insert into vault.residents (tenant_id, resident_id, resident_code, name, kana, birth_date, sex, household_number)
            select tenant_id, gen_random_uuid(), '0009999999', '妹', 'イモウト', '2020-01-01', '2', household_number from vault.residents where resident_id = '{town.Child}'
            """, Ct);
        await town.City.Database.RunAsync(Declaration($"'{town.Child}'"), Ct);
        (await town.Book.RequestAsync(town.Steward, town.Child, "request", dryRun: false, Ct)).ShouldBe(new ErasureOutcome.Held());
        await town.City.Database.RunAsync(Declaration("(select resident_id from vault.residents where resident_code = '0009999999')"), Ct);

        await town.EraseAsync(Ct);
        (await town.City.Database.AskAsync<long>("select count(*) from read.conflicts", Ct)).ShouldBe(1);

        static string Declaration(string resident) => $"""
            insert into read.conflicts (tenant_id, id, issuer, person, resident_id, household, declared_by, declared_at)
            values ('152242', gen_random_uuid(), 'urn:i', 'clerk-1', {resident}, true, 'clerk-1', '2025-01-10')
            """;
    }

    [Fact]
    public async Task Two_different_people_decide()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var id = await town.AskAsync(Ct);

        Code(await town.Book.ApproveAsync(town.Steward, id, Ct)).ShouldBe("same-person");
        Code(await town.Book.RequestAsync(town.Officer, town.Child, "again", dryRun: false, Ct)).ShouldBe("erasure-waiting");
        Code(await town.Book.ApproveAsync(town.Officer, Guid.NewGuid(), Ct)).ShouldBe("erasure-not-waiting");
        Code(await town.Book.RequestAsync(town.Steward, Guid.NewGuid(), "nobody", dryRun: false, Ct)).ShouldBe("subject-unknown");
        Code(await town.Book.RequestAsync(town.Steward, town.Child, " ", dryRun: false, Ct)).ShouldBe("reason-invalid");
        (await town.TablesWithAsync(PlantedTown.Code, Ct)).ShouldNotBeEmpty();

        (await town.Book.ApproveAsync(town.Officer, id, Ct)).ShouldBeOfType<ErasureOutcome.Done>();
        Code(await town.Book.ApproveAsync(town.Officer, id, Ct)).ShouldBe("erasure-not-waiting");
        Code(await town.Book.WithdrawAsync(town.Steward, id, Ct)).ShouldBe("erasure-not-waiting");
    }

    [Fact]
    public async Task Application_alone_cannot_erase_without_two_people()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var id = await town.AskAsync(Ct);

        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() => town.City.Database.RunAsync($"set role childlink_app; select * from vault.carry_out('152242', '{id}')", Ct));
        refused.SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => town.City.Database.RunAsync($"set role childlink_app; select * from vault.erase_rows('152242', array['{town.Child}'::uuid], false)", Ct)))
            .SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
        (await town.TablesWithAsync(PlantedTown.Code, Ct)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Withdrawn_erasure_cannot_be_approved()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var id = await town.AskAsync(Ct);
        (await town.Book.WithdrawAsync(town.Steward, id, Ct)).ShouldBeOfType<ErasureOutcome.Done>();

        Code(await town.Book.ApproveAsync(town.Officer, id, Ct)).ShouldBe("erasure-not-waiting");
        (await town.AskAsync(Ct)).ShouldNotBe(id);
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told_by_no_answer_and_no_entry_of_the_log()
    {
        const string Share = $"""
            insert into read.shares (tenant_id, id, resident_id, run_id, institution, points, reason, valid_from, valid_until, created_by)
            select '152242', gen_random_uuid(), resident_id, gen_random_uuid(), '1001', false, 'test', '2025-01-01', '2025-03-01', 'test' from ({PlantedTown.FindByCode}) x
            """;
        await using var town = await ErasedCity.CreateAsync(Ct);
        var id = await town.AskAsync(Ct);
        var free = await town.Book.RequestAsync(town.Officer, town.Child, "test", dryRun: true, Ct);

        await town.City.Database.RunAsync(Share, Ct);
        var shared = await AnswersAsync();
        await town.City.Database.RunAsync($"delete from read.shares; {Protection}", Ct);
        var protectedOnes = await AnswersAsync();
        await town.City.Database.RunAsync(Share, Ct);
        var both = await AnswersAsync();

        shared[0].ShouldBe(new ErasureOutcome.Held());
        protectedOnes[0].ShouldBe(new ErasureOutcome.Held());
        both[0].ShouldBe(new ErasureOutcome.Held());
        var rows = free.ShouldBeOfType<ErasureOutcome.Foreseen>().Rows;
        shared[1].ShouldBe(new ErasureOutcome.Foreseen(rows + 1, IsHeld: true));
        protectedOnes[1].ShouldBe(new ErasureOutcome.Foreseen(rows, IsHeld: true), "an entry of the protection list is not counted");
        town.City.Log.Entries.ShouldNotContain(e => e.Outcome.Contains("protection", StringComparison.Ordinal) || e.Outcome.Contains("share", StringComparison.Ordinal));
        (await town.TablesWithAsync(PlantedTown.Code, Ct)).ShouldNotBeEmpty();

        town.City.Time.Now = town.City.Time.Now.AddDays(60);
        (await town.Book.ApproveAsync(town.Officer, id, Ct)).ShouldBeOfType<ErasureOutcome.Done>("both have ended by then").Rows.ShouldBe(rows + 1);

        async Task<ErasureOutcome[]> AnswersAsync() =>
            [await town.Book.ApproveAsync(town.Officer, id, Ct), await town.Book.RequestAsync(town.Steward, town.Child, "test", dryRun: true, Ct)];
    }

    [Fact]
    public async Task Person_of_whom_only_the_protection_list_knows_is_known()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var subject = Guid.NewGuid();
        await town.City.Database.RunAsync(Protection.Replace($"({PlantedTown.FindByCode}) x", $"(select '{subject}'::uuid as resident_id) x", StringComparison.Ordinal), Ct);

        (await town.Book.RequestAsync(town.Steward, subject, "test", dryRun: true, Ct)).ShouldBe(new ErasureOutcome.Foreseen(0, IsHeld: false));
    }

    [Fact]
    public async Task Source_that_names_two_residents_alike_is_not_erased_for_one_of_them()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        await town.City.Database.RunAsync("""
            insert into read.record_heads select tenant_id, provision, gen_random_uuid(), gen_random_uuid(), previous_id, stream_id, version + 1, delivery_id, row, scope, effective_on, seq, gen_random_uuid()
            from read.record_heads h where provision = 'attendance' and exists (
                select 1 from read.links l join vault.residents r using (tenant_id, resident_id) where l.key_id = h.key_id and r.resident_code = '0000777001');
            insert into read.links (tenant_id, provision, key_id, status, resident_id, method, linked_at)
            select h.tenant_id, h.provision, h.key_id, 'linked', (select resident_id from vault.residents where resident_code = '0000000012'), 'test', now()
            from read.record_heads h where h.version = 2 and h.provision = 'attendance'
            """, Ct);

        (await town.Book.RequestAsync(town.Steward, town.Child, "test", dryRun: false, Ct))
            .ShouldBe(new ErasureOutcome.Held());
    }

    [Fact]
    public async Task Person_that_only_a_source_names_is_erased_by_its_own_id()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var source = await town.City.Database.AskAsync<Guid>(
            $"select h.stream_id from read.record_heads h join read.links l using (tenant_id, provision, key_id) where h.provision = 'attendance' and l.resident_id <> '{town.Child}'", Ct);
        var asked = (await town.Book.RequestAsync(town.Steward, source, "test", dryRun: false, Ct)).ShouldBeOfType<ErasureOutcome.Done>();

        (await town.Book.ApproveAsync(town.Officer, asked.Erasure.Id, Ct)).ShouldBeOfType<ErasureOutcome.Done>();

        (await town.TablesWithAsync(source.ToString(), Ct)).ShouldBe(["vault.erasures"]);
        (await StoreShape.CurrentAsync(town.City, "attendance", "screening", Ct)).Single().Subject.ShouldNotBe(source);
        (await town.City.Database.AskAsync<long>("select count(*) from vault.residents where resident_code = '0000000012'", Ct)).ShouldBe(1, "the resident stays");
    }

    [Fact]
    public async Task Without_the_log_nothing_is_erased()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var id = await town.AskAsync(Ct);
        town.City.Log.Down = true;

        await Should.ThrowAsync<DisclosureLogUnavailableException>(() => town.Book.ApproveAsync(town.Officer, id, Ct));

        (await town.TablesWithAsync(PlantedTown.Code, Ct)).ShouldNotBeEmpty();
        town.Ledger.Read().ShouldBeEmpty();
    }

    [Fact]
    public async Task Erasure_waits_for_work_that_read_the_subject_before()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var id = await town.AskAsync(Ct);
        await using var connection = await town.City.Database.Source.OpenConnectionAsync(Ct);
        Task<ErasureOutcome> erasing;
        await using (await SubjectWork.BeginAsync(connection, Ct))
        {
            erasing = town.Book.ApproveAsync(town.Officer, id, Ct);
            (await Task.WhenAny(erasing, Task.Delay(300, Ct))).ShouldNotBe(erasing);
        }

        (await erasing).ShouldBeOfType<ErasureOutcome.Done>();
    }

    [Fact]
    public async Task Patience_with_others_at_work_does_not_shorten_what_follows()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var id = await town.AskAsync(Ct);
        await town.City.Database.RunAsync("""
            create table public.noted (setting text);
            create function public.note_patience() returns trigger language plpgsql as $$ begin insert into public.noted values (current_setting('lock_timeout')); return null; end $$;
            create trigger note_patience after delete on vault.residents for each statement execute function public.note_patience()
            """, Ct);

        (await town.Book.ApproveAsync(town.Officer, id, Ct)).ShouldBeOfType<ErasureOutcome.Done>();

        (await town.City.Database.AskAsync<string>("select setting from public.noted", Ct)).ShouldBe("0");
    }

    private static async Task<Dictionary<string, long>> SizesAsync(ErasedCity town)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await town.TablesAsync(Ct))
            sizes[table] = await town.City.Database.AskAsync<long>($"select count(*) from {table}", Ct);
        return sizes;
    }

    private static string Code(ErasureOutcome outcome) => outcome.ShouldBeOfType<ErasureOutcome.Refused>().Code;
}

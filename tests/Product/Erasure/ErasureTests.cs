using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Intake;
using ChildLink.Records.Linkage;
using ChildLink.Tests.Product.Intake;
using ChildLink.Tests.Product.Screening;

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
    public async Task Delivery_about_the_erased_is_ignored_by_rule_until_the_erasure_is_released()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        var done = await town.EraseAsync(Ct);

        town.City.Time.Now = town.City.Time.Now.AddHours(1);
        await town.ImportAsync(Ct);

        (await town.TablesWithAsync(PlantedTown.Code, Ct)).ShouldBeEmpty();
        (await town.City.Database.AskAsync<long>("select count(*) from read.quarantine where rule = 'erased_subject' and sealed_row is null", Ct)).ShouldBe(4);
        (await town.City.Database.AskAsync<long>("select count(*) from read.deliveries where records <> accepted + corrected + quarantined + ignored", Ct)).ShouldBe(0);
        (await town.ImportAsync(Ct)).ShouldAllBe(o => o is DeliveryOutcome.Repeated);

        (await town.Book.ReleaseAsync(town.Steward, done.Id, "the person came back", Ct)).ShouldBeOfType<ErasureOutcome.Done>();
        await town.ImportAsync(Ct);
        (await town.City.Database.AskAsync<Guid>(PlantedTown.FindByCode, Ct)).ShouldBe(town.Child);
        (await StoreShape.CurrentAsync(town.City, "resident-register", "screening", Ct)).Count(r => r["resident.name"] is { } n && n.Contains("無双", StringComparison.Ordinal)).ShouldBe(1);
        Code(await town.Book.ReleaseAsync(town.Steward, done.Id, "again", Ct)).ShouldBe("erasure-not-in-force");
    }

    [Fact]
    public async Task Files_of_several_months_given_again_bring_back_the_released_and_change_nobody_else()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        using var files = PlantedTown.Write(town.City.City);
        var january = Path.Combine(files.Folder, "住民記録_全件_20250110.csv");
        File.WriteAllText(Path.Combine(files.Folder, "住民記録_全件_20241210.csv"), (await File.ReadAllTextAsync(january, Ct)).Replace("奇譚町", "奇譚新町", StringComparison.Ordinal));
        await town.City.ImportAsync(Ct, files.Folder);
        var others = await EventsAsync(town);
        var done = await town.EraseAsync(Ct);
        town.City.Time.Now = town.City.Time.Now.AddHours(1);
        await town.City.ImportAsync(Ct, files.Folder);
        (await EventsAsync(town)).ShouldBe(others, "everybody else's records stand as they were");

        await town.Book.ReleaseAsync(town.Steward, done.Id, "the person came back", Ct);
        town.City.Time.Now = town.City.Time.Now.AddHours(1);
        (await town.City.ImportAsync(Ct, files.Folder)).ShouldAllBe(o => o is DeliveryOutcome.Taken);

        (await town.City.Database.AskAsync<string>($"select address from vault.residents where resident_code = '{PlantedTown.Code}'", Ct)).ShouldBe(PlantedTown.Address);
        (await EventsAsync(town)).ShouldBe(others);

        Task<string> EventsAsync(ErasedCity of) => of.City.Database.AskAsync<string>($"""
            select string_agg(stream_id::text || ' ' || n, ';' order by stream_id) from (
                select stream_id, count(*)::text n from events.mt_events e
                where exists (select 1 from vault.residents r where r.resident_id = e.stream_id and r.resident_id <> '{town.Child}') group by 1) x
            """, Ct);
    }

    [Fact]
    public async Task Row_about_the_erased_that_cannot_be_read_is_not_kept_for_repair()
    {
        await using var town = await ErasedCity.CreateAsync(Ct);
        await town.EraseAsync(Ct);
        town.City.Time.Now = town.City.Time.Now.AddHours(1);
        using var files = new TownFiles();
        files.Write(town.City.City, "school-age-register", "学齢簿_R06.csv", "宛名番号,氏名,生年月日,学校コード,学年",
            $"{PlantedTown.Code},{PlantedTown.Name},2015-06-18,9876,3", "0000000012,佐藤 葵,2015-06-06,9876,3", "0000000013,佐藤 蓮,2015-07-06,1001,3");
        await File.AppendAllTextAsync(Path.Combine(files.Folder, "学齢簿_R06.csv"), $"余,{PlantedTown.Code},{PlantedTown.Name}\r\n0000777001x,{PlantedTown.Code.TrimStart('0')}\r\n余,0000000012\r\n", Ct);
        files.Write(town.City.City, "attendance", "shukketsu_1001_202407.csv", "学年,組,番号,氏名,授業日数,出席日数,欠席日数,うち病欠,出停忌引",
            $"3,1,1,{PlantedTown.Name},二十,15,5,0,0", "3,1,2,佐藤 葵,二十,20,0,0,0");

        (await town.City.ImportAsync(Ct, files.Folder)).ShouldAllBe(o => o is DeliveryOutcome.Taken);

        var found = await town.City.Database.AskAsync<string[]>("""
            select array_agg(q.row || ' ' || q.rule || ' ' || (q.sealed_row is not null) || ' ' || (q.subject_id is not null) order by d.file collate "C" desc, q.row)
            from read.quarantine q join read.deliveries d on d.tenant_id = q.tenant_id and d.id = q.delivery_id where d.received_at > '2025-01-11 00:30Z'
            """, Ct);
        found.ShouldBe([
            "2 erased_subject false false", "3 unknown_school_code true true", "5 erased_subject false false", "6 erased_subject false false", "7 column_count true true",
            "2 erased_subject false false", "3 not_a_number true true"]);
    }

    [Fact]
    public async Task Rows_held_back_about_somebody_outside_of_the_register_go_by_the_code_alone()
    {
        const string Mother = "0000888001";
        await using var town = await ErasedCity.CreateAsync(Ct);
        using var files = new TownFiles();
        files.Write(town.City.City, "epds", "産婦健診_EPDS.csv", "母宛名番号,受診日,産後区分,EPDS合計,EPDS10番",
            "0000000001,2023-05-20,2週間,12,1", $"{Mother},2023-05-20,2週間,12,1", $"{Mother},2023-06-20,1か月,99,1", "888001,2023-07-20,3か月,9,1", "0000000001,2023-06-20,1か月,99,1");
        await town.City.ImportAsync(Ct, files.Folder);
        var subject = new SubjectIds(town.City.Keys.Derive("subjects", town.City.City.Code)).Of(SubjectKind.Resident, Mother);
        var held = await HeldAsync();

        var asked = (await town.Book.RequestAsync(town.Steward, subject, "test", dryRun: false, Ct)).ShouldBeOfType<ErasureOutcome.Done>();
        var done = (await town.Book.ApproveAsync(town.Officer, asked.Erasure.Id, Ct)).ShouldBeOfType<ErasureOutcome.Done>();

        done.Erasure.Subjects.Count.ShouldBe(3, "the mother and her two rows");
        (await HeldAsync()).ShouldBe(held - 2, "another's row stays");

        Task<long> HeldAsync() => town.City.Database.AskAsync<long>("select count(*) from read.quarantine where sealed_row is not null", Ct);
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

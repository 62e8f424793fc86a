using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Intake;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Erasure;

/// <summary>Files that speak of somebody who was erased, before and after.</summary>
public sealed class ErasedDeliveryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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
        (await town.Book.ReleaseAsync(town.Steward, done.Id, "again", Ct)).ShouldBeOfType<ErasureOutcome.Refused>().Code.ShouldBe("erasure-not-in-force");
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
}

using System.Text.Json;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>What stands in a cell is nowhere in clear but in the vault: no message, no log entry, no other table.</summary>
public sealed class SilenceTests
{
    private const string Mark = "ZQXJ";

    private const string TextColumns = """
        select format('select count(*) from %I.%I where %s', c.table_schema, c.table_name,
            string_agg(case c.data_type when 'bytea' then format('position(''%s''::bytea in %I) > 0', $1, c.column_name)
                else format('%I::text ilike ''%%%s%%''', c.column_name, $1) end, ' or '))
        from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema in ('read', 'events', 'audit') and t.table_type = 'BASE TABLE'
        group by c.table_schema, c.table_name
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_message_log_entry_or_table_outside_the_vault_repeats_a_cell()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(
            RegisterFile, Mark + "住民記録", RegisterHeader,
            Resident(1, ("氏名", Mark), ("世帯番号", Mark), ("方書", Mark), ("国籍", Mark), ("前住所", Mark), ("住所", Mark)),
            Resident(2, ("宛名番号", Mark)),
            Resident(3, ("生年月日", Mark)),
            Resident(4, ("性別", Mark)),
            Resident(5, ("異動日", Mark), ("住民となった日", Mark)),
            Resident(6, ("氏名", Mark)) + "," + Mark,
            Resident(7, ("氏名", Mark), ("方書", "123456789018")),
            Resident(8, ("氏名", Mark + new string('長', 300))),
            Resident(9, ("氏名", Mark)),
            Resident(9, ("氏名", Mark)),
            "合計," + Mark);
        folder.Write(RosterFile, RosterHeader + "," + Mark, $"1,{Mark},{Mark},{Mark},{Mark},{Mark},{Mark},{Mark},{Mark}");
        folder.Write("meibo_1002_2024.csv", RosterHeader, $"1,1,1,\"{Mark}");
        folder.Write("meibo_1003_2024.csv", Mark, $"{Mark},1,1");
        folder.Write("meibo_1004_2024.csv", RosterHeader + ",本籍" + Mark, Pupil(1) + Mark);
        folder.Write("要対協ケース進行管理台帳_R06.csv", "No,宛名番号,こども氏名,ふりがな,生年月日,種別,主訴,受理日,終結日,主担当機関,備考", $"{Mark},0000000001,{Mark},,,,,,,,", $"1,0000000001,{Mark},{Mark},{Mark},{Mark},{Mark},2024-05-01,,{Mark},{Mark}");

        var outcomes = await city.ImportAsync(Ct, folder.Path);
        await city.ImportAsync(Ct, folder.Path);
        await city.LinkAsync(Ct);

        outcomes.OfType<DeliveryOutcome.Refused>().Select(r => r.Rule).Order().ShouldBe(["forbidden_column", "no_header", "unclosed_quote"]);
        outcomes.OfType<DeliveryOutcome.Taken>().Sum(t => t.Counts.Quarantined).ShouldBe(8);
        string.Join('\n', outcomes.Select(o => JsonSerializer.Serialize(o, o.GetType()))).ShouldNotContain(Mark);
        JsonSerializer.Serialize(city.Log.Entries).ShouldNotContain(Mark);
        (await city.Database.AskAsync<long>($"select count(*) from vault.residents where name = '{Mark}'", Ct)).ShouldBe(2, "in the vault it stands");
        foreach (var question in await QuestionsAsync(city.Database))
            (await city.Database.AskAsync<long>(question, Ct)).ShouldBe(0, question);
    }

    [Fact]
    public async Task The_search_itself_finds_what_stands_in_clear()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        await city.Database.RunAsync($"create table read.leak (a text, b bytea, c jsonb); insert into read.leak values ('x{Mark}', null, null), (null, convert_to('x{Mark}', 'UTF8'), null), (null, null, '{{\"{Mark.ToLowerInvariant()}\": 1}}')", Ct);

        var found = 0L;
        foreach (var question in await QuestionsAsync(city.Database))
            found += await city.Database.AskAsync<long>(question, Ct);

        found.ShouldBe(3);
    }

    private static async Task<IReadOnlyList<string>> QuestionsAsync(TestDatabase database)
    {
        await using var command = database.Source.CreateCommand(TextColumns);
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = Mark });
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var questions = new List<string>();
        while (await reader.ReadAsync(Ct))
            questions.Add(reader.GetString(0));
        questions.Count.ShouldBeGreaterThan(8);
        return questions;
    }
}

using System.Text;
using ChildLink.Cli.Synthesis;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Synthesis;

/// <summary>The raw files look like those of the field: what the provisions declare, what the data dictionary says.</summary>
public sealed class RawFormatTests : IClassFixture<RawFormatTests.SixHundred>
{
    private readonly RawCity _city;

    public RawFormatTests(SixHundred fixture) => _city = fixture.City;

    [Fact]
    public void Every_file_is_claimed_by_exactly_one_provision_and_has_its_columns()
    {
        var city = LoadCity();
        var claimed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in _city.Report.Files)
        {
            var claim = city.Claim(Path.GetFileName(file.Path)).ShouldBeOfType<FileClaim.One>(file.Path);
            claimed.Add(claim.Provision.Id);
            RawFile.Read(Path.Combine(_city.Folder, file.Path)).Header.ShouldBe(claim.Provision.Columns.Select(column => column.Name), file.Path);
            if (claim.Parts.School is { } school)
                city.KnowsSchool(school).ShouldBeTrue(file.Path);
        }

        claimed.ShouldBe(
            [
                "resident-register", "moved-out-list", "address-protection-list", "birth-record", "epds", "child-rearing-allowance",
                "council-case-register", "temporary-custody", "consultation", "school-age-register", "school-roster", "attendance", "non-attendance-list",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void The_report_counts_the_records_of_every_file()
    {
        foreach (var file in _city.Report.Files)
        {
            var records = RawFile.Read(Path.Combine(_city.Folder, file.Path)).Records;
            var above = records[0].Length == 1 ? 2 : 1;
            file.Rows.ShouldBe(records.Count - above, file.Path);
        }

        Directory.EnumerateFiles(_city.Folder, "*", SearchOption.AllDirectories).Count().ShouldBe(_city.Report.Files.Count);
    }

    [Fact]
    public void Every_record_ends_with_CRLF_and_spreadsheets_carry_a_byte_order_mark()
    {
        foreach (var file in _city.Report.Files)
        {
            var bytes = File.ReadAllBytes(Path.Combine(_city.Folder, file.Path));
            bytes.AsSpan().EndsWith("\r\n"u8).ShouldBeTrue(file.Path);
            var spreadsheet = file.Path.StartsWith("08_", StringComparison.Ordinal)
                || file.Path.Contains("DV等", StringComparison.Ordinal)
                || file.Path.Contains("不登校", StringComparison.Ordinal);
            bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBe(spreadsheet, file.Path);
        }
    }

    [Fact]
    public void The_register_quotes_every_cell_and_the_allowance_system_writes_tabs()
    {
        var register = Encoding.Latin1.GetString(_city.Bytes("住民記録"));
        register.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith('"') && line.EndsWith('"'));
        _city.Bytes("児童扶養手当").AsSpan().Count((byte)'\t').ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Spreadsheets_have_titles_totals_and_line_breaks_inside_cells()
    {
        var running = _city.File("要対協ケース進行管理台帳_R06");
        running.Records[0].ShouldBe(["要対協ケース進行管理台帳 R06(令和7年1月10日現在)"]);
        running.Records[^1][0].ShouldBe("合計");
        running.Records[^1][2].ShouldMatch("^[0-9]+件$");
        _city.File("不登校").Records[^1][0].ShouldBe("合計");
        _city.File("相談記録_R05").Records[^1][0].ShouldNotBe("合計");
        _city.File("相談記録_R05").Rows.ShouldContain(row => row["記録"].Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void Kana_is_half_width_in_the_register_and_full_width_in_the_school_age_register()
    {
        Clean(_city.File("住民記録"), "氏名カナ").ShouldAllBe(kana => kana.All(sign => sign == ' ' || (sign >= '｡' && sign <= 'ﾟ')));
        Clean(_city.File("学齢簿"), "氏名カナ").ShouldAllBe(kana => kana.All(sign => sign == ' ' || sign == '\u3000' || (sign >= 'ァ' && sign <= 'ー')));
    }

    [Fact]
    public void Names_of_the_register_hold_gaiji_marks_and_variants()
    {
        using var city = RawCity.Write(1500);
        var names = Clean(city.File("住民記録"), "氏名").ToList();
        names.ShouldContain(name => name.Contains('〓', StringComparison.Ordinal));
        names.ShouldContain(name => name.Contains('髙', StringComparison.Ordinal));
        Clean(city.File("要対協ケース進行管理台帳_過年度終結"), "こども氏名")
            .Concat(Clean(city.File("相談記録_R05"), "氏名"))
            .Concat(Clean(city.File("相談記録_R06"), "氏名"))
            .ShouldAllBe(name => !name.Contains('〓', StringComparison.Ordinal));
    }

    [Fact]
    public void Files_of_the_years_are_named_by_the_fiscal_year()
    {
        using var spring = RawCity.Write(30, seed: 1, new DateOnly(2024, 4, 20));
        var names = spring.Report.Files.Select(file => Path.GetFileName(file.Path)).ToList();
        names.ShouldContain("学齢簿_R06.csv");
        names.ShouldContain("相談記録_R04.csv");
        names.ShouldContain("住民記録_全件_20240420.csv");
        names.ShouldNotContain(name => name.StartsWith("shukketsu", StringComparison.Ordinal), "no month of the school year is finished");
    }

    internal static City LoadCity()
    {
        var files = new PolicyFiles(RepositoryFolders.Policies);
        var purposes = files.Read<PurposesDocument>("purposes.yaml").Purposes.Select(purpose => purpose.Id).ToHashSet(StringComparer.Ordinal);
        return City.Load(files, Path.Combine(RepositoryFolders.Policies, "municipalities", "152242"), purposes);
    }

    private static IEnumerable<string> Clean(RawFile file, string column) => file.Rows
        .Where(row => row.Values.All(cell => !cell.Any(sign => sign is '\uFFFD' or (>= '\uE000' and <= '\uF8FF'))))
        .Select(row => row[column]);

    public sealed class SixHundred : IDisposable
    {
        public RawCity City { get; } = RawCity.Write(600, seed: 4);

        public void Dispose() => City.Dispose();
    }
}

using ChildLink.Records.Intake;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace ChildLink.Tests.Product.Synthesis;


/// <summary>
/// Six items of the count plan straight from the raw files: EPDS of 9 and more, its question 10, allowance, non-attendance,
/// council case of the child, council case of an adult in the household. Rough where linkage is finer: names must be equal.
/// </summary>
internal sealed class ItemCounts
{
    private readonly DateOnly _asOf;
    private readonly Dictionary<string, Row> _residents;
    private readonly ILookup<string, string> _households;
    private readonly Dictionary<string, string> _mothers;
    private readonly ILookup<string, Row> _checks;
    private readonly HashSet<string> _allowances;
    private readonly HashSet<string> _cases;
    private readonly HashSet<string> _absent;

    public ItemCounts(RawCity city, Dictionary<string, Row> register, DateOnly asOf)
    {
        _asOf = asOf;
        _residents = register.Where(pair => pair.Value["転出日"].Length == 0 && Day(pair.Value["生年月日"]) is not null).ToDictionary();
        _households = _residents.ToLookup(pair => pair.Value["世帯番号"], pair => pair.Key);
        _mothers = city.File("出生時届出情報").Rows.DistinctBy(row => row["宛名番号"]).ToDictionary(row => row["宛名番号"], row => row["母宛名番号"]);
        _checks = city.File("産婦健診").Rows.ToLookup(row => row["母宛名番号"]);
        _allowances = city.File("児童扶養手当").Rows.Where(row => row["資格喪失日"].Length == 0)
            .SelectMany(row => new[] { row["受給者宛名番号"], row["対象児童宛名番号"] }).ToHashSet();
        _cases = new[] { "R04", "R05", "R06", "過年度終結" }
            .SelectMany(label => city.File("要対協ケース進行管理台帳_" + label).Rows).Select(row => row["宛名番号"]).ToHashSet();
        var listed = city.File("不登校").Rows.Select(row => Plain(row["学校コード"] + row["学年"] + row["氏名"])).ToHashSet();
        _absent = city.File("学齢簿").Rows.Where(row => listed.Contains(Plain(row["学校コード"] + row["学年"] + row["氏名"])))
            .Select(row => row["宛名番号"]).ToHashSet();
    }

    /// <summary>For each resident child of 0 to 18: how many of the six items apply.</summary>
    public List<int> PerChild() => [.. _residents.Where(pair => Age(pair.Value) is >= 0 and <= 18).Select(pair => Count(pair.Key, pair.Value))];

    private int Count(string code, Row row)
    {
        var others = _households[row["世帯番号"]].Where(other => other != code).ToList();
        var checks = ChecksAfter(code, Day(row["生年月日"])!.Value);
        bool[] items =
        [
            checks.Exists(check => int.TryParse(check["EPDS合計"], out var total) && total >= 9),
            checks.Exists(check => int.TryParse(check["EPDS10番"], out var thoughts) && thoughts >= 1),
            _allowances.Contains(code) || others.Exists(_allowances.Contains),
            _absent.Contains(code),
            _cases.Contains(code),
            others.Exists(other => Age(_residents[other]) > 18 && _cases.Contains(other)),
        ];
        return items.Count(item => item);
    }

    private List<Row> ChecksAfter(string code, DateOnly birth) => _mothers.TryGetValue(code, out var mother)
        ? [.. _checks[mother].Where(check => Day(check["受診日"]) is { } day && day.DayNumber - birth.DayNumber is >= 0 and <= 90)]
        : [];

    private int Age(Row row) => Day(row["生年月日"]) is { } birth
        ? _asOf.Year + (_asOf.Month >= 4 ? 1 : 0) - birth.Year - (birth.Month > 4 || (birth.Month == 4 && birth.Day > 1) ? 1 : 0)
        : -1;

    private static DateOnly? Day(string text) => JapaneseDate.TryParse(text, out var day) ? day : null;

    private static string Plain(string text) => string.Concat(text.Where(sign => !char.IsWhiteSpace(sign)));
}

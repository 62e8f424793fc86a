using System.Globalization;
using ChildLink.Cli.Synthesis.Names;
using ChildLink.Cli.Synthesis.People;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>What the citizens' department hands over: 住民記録, 転出者, DV等支援措置.</summary>
internal static class ResidentSheets
{
    private const string Folder = "01_住民記録/";

    private static readonly Column[] RegisterColumns =
    [
        new("宛名番号", CellKind.Key), new("世帯番号", CellKind.Number), new("氏名", CellKind.PersonName), "氏名カナ",
        "通称名", "通称名カナ", "旧氏", new("生年月日", CellKind.Date), new("性別", CellKind.Number), "続柄",
        "郵便番号", "住所", "方書", "住民種別", "国籍", new("住民となった日", CellKind.Date), "異動事由",
        new("異動日", CellKind.Date), "前住所", "転出先", new("転出日", CellKind.Date), "状態",
    ];

    private static readonly Column[] MovedOutColumns =
    [
        new("宛名番号", CellKind.Key), new("氏名", CellKind.PersonName), new("生年月日", CellKind.Date), new("転出日", CellKind.Date), "転出先",
    ];

    private static readonly Column[] ProtectedColumns =
    [
        new("宛名番号", CellKind.Key), new("氏名", CellKind.PersonName), "区分", "対象区分",
        new("支援開始日", CellKind.Date), new("支援終了日", CellKind.Date),
    ];

    public static Sheet Register(InventedCity city) => new(
        $"{Folder}住民記録_全件_{city.AsOf.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.csv",
        SheetStyle.Register,
        RegisterColumns,
        slips => city.Population.People.Select(person => RegisterRow(person, slips)));

    public static Sheet MovedOut(InventedCity city) => new(
        $"{Folder}転出者一覧_{city.Year.Mark}.csv",
        SheetStyle.Register,
        MovedOutColumns,
        slips => city.Population.People.Where(person => person.MovedOutOn is not null).Select(person => new[]
        {
            person.Number, person.Name.Legacy, slips.Date(person.Birth), slips.Date(person.MovedOutOn), person.MovedTo,
        }));

    public static Sheet Protected(InventedCity city) => new(
        Folder + "DV等支援措置対象者一覧.csv",
        SheetStyle.Spreadsheet,
        ProtectedColumns,
        slips => city.Protections.Select(protection => new[]
        {
            protection.Person.Number, protection.Person.Name.Exact, protection.Kind,
            protection.Applicant ? "本人" : "併せて支援を求める者", slips.Date(protection.From), slips.Date(protection.Until),
        }));

    private static string[] RegisterRow(Person person, Slips slips) =>
    [
        person.Number,
        person.Household.Number,
        person.Name.Legacy,
        HalfWidth(person.Name),
        person.Alias?.Legacy ?? string.Empty,
        person.Alias is { } alias ? HalfWidth(alias) : string.Empty,
        person.FormerSurname?.Legacy ?? string.Empty,
        slips.Date(person.Birth),
        ((int)person.Sex).ToString(CultureInfo.InvariantCulture),
        person.Relation,
        person.Household.Address.Postcode,
        person.Household.Address.Long,
        person.Household.Address.Building,
        person.Nationality.Length == 0 ? "日本人" : "外国人",
        person.Nationality,
        slips.Date(person.BecameResident),
        person.ChangeReason,
        slips.Date(person.ChangedOn),
        person.PreviousAddress,
        person.MovedTo,
        slips.Date(person.MovedOutOn),
        person.MovedOutOn is null ? "住登者" : "除票",
    ];

    private static string HalfWidth(PersonName name) => Kana.ToHalfWidth(name.Reading);
}

namespace ChildLink.Tests.Product.Intake;

/// <summary>Rows of 住民記録 and 児童生徒名簿 with a sound value in every cell that a test does not name.</summary>
internal static class RegisterRows
{
    public const string RegisterFile = "住民記録_全件_20250110.csv";

    public const string RosterFile = "meibo_1001_2024.csv";

    public const string RosterHeader = "学年,組,番号,氏名,ふりがな,性別,生年月日,備考";

    public const string RegisterHeader =
        "宛名番号,世帯番号,氏名,氏名カナ,通称名,通称名カナ,旧氏,生年月日,性別,続柄,郵便番号,住所,方書,住民種別,国籍,住民となった日,異動事由,異動日,前住所,転出先,転出日,状態";

    private static readonly string[] Columns = RegisterHeader.Split(',');

    /// <summary>A resident whose number is ten digits made of <paramref name="number"/>.</summary>
    public static string Resident(int number, params (string Column, string Cell)[] cells)
    {
        var row = $"{number:D10},{10_000_000 + (number / 4)},印 {number},ｼﾙｼ {number},,,,H27.05.05,1,子,952-0001,波音市{number}丁目,,日本人,,H27.05.05,出生,H27.05.05,,,,住登者".Split(',');
        foreach (var (column, cell) in cells)
            row[Array.IndexOf(Columns, column)] = cell;
        return string.Join(',', row);
    }

    /// <summary>A pupil of the first class.</summary>
    public static string Pupil(int number, string name = "山田　花", string birth = "2017-05-01") => $"1,1,{number},{name},やまだ　はな,女,{birth},";
}

using System.Text;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Erasure;

/// <summary>A town in which one child carries values that nobody else does, in the register, at school and in a row held back.</summary>
internal static class PlantedTown
{
    public const string Code = "0000777001";
    public const string Mother = "0000777002";
    public const string Name = "奇譚 無双";
    public const string Kana = "ｷﾀﾝ ﾑｿｳ";
    public const string Address = "波音市奇譚町７７番";
    public const string FindByCode = $"select resident_id from vault.residents where resident_code = '{Code}'";

    /// <summary>What must be found nowhere, in the spellings that are stored.</summary>
    public static IReadOnlyList<string> Markers { get; } = [Code, Name, "奇譚　無双", Kana, Kana.Normalize(NormalizationForm.FormKC), "奇譚町"];

    public static TownFiles Write(City city)
    {
        var files = TownFiles.Small(city);
        files.Write(city, "resident-register", "住民記録_全件_20250110.csv", "宛名番号,世帯番号,氏名,氏名カナ,生年月日,性別,続柄,住所,住民種別,状態",
            $"{Mother},77,奇譚 母,ｷﾀﾝ ﾊﾊ,1988-05-05,2,世帯主,波音市一丁目,日本人,住登者",
            $"{Code},77,{Name},{Kana},2015-06-18,1,子,{Address},日本人,住登者",
            $",77,{Name},{Kana},2015-06-18,1,子,{Address},日本人,住登者",
            "0000000012,2,佐藤 葵,ｻﾄｳ ｱｵｲ,2015-06-06,2,子,波音市二丁目,日本人,住登者",
            "0000000013,2,佐藤 蓮,ｻﾄｳ ﾚﾝ,2015-07-06,1,子,波音市二丁目,日本人,住登者");
        files.Write(city, "school-age-register", "学齢簿_R06.csv", "宛名番号,氏名,氏名カナ,生年月日,学校コード,学校名,学年",
            $"{Code},{Name},{Kana},2015-06-18,1001,学校,3", "0000000012,佐藤 葵,ｻﾄｳ ｱｵｲ,2015-06-06,1001,学校,3");
        files.Write(city, "school-roster", "meibo_1001_2024.csv", "学年,組,番号,氏名,ふりがな,性別,生年月日",
            $"3,1,1,{Name},きたん　むそう,男,2015-06-18", "3,1,2,佐藤 葵,さとう　あおい,女,2015-06-06");
        files.Write(city, "attendance", "shukketsu_1001_202406.csv", "学年,組,番号,氏名,授業日数,出席日数,欠席日数,うち病欠,出停忌引",
            $"3,1,1,{Name},20,15,5,0,0", "3,1,2,佐藤 葵,20,20,0,0,0");
        return files;
    }
}

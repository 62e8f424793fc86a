using System.Text;
using ChildLink.Records.Provisions;

namespace ChildLink.Tests.Product.Screening;

/// <summary>Writes delivered files of a small town as the provisions describe them.</summary>
internal sealed class TownFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("childlink-town-").FullName;

    /// <summary>A town with eight children in three households, of whom one moved out.</summary>
    public static TownFiles Small(City city)
    {
        var files = new TownFiles();
        files.Write(city, "resident-register", "住民記録_全件_20250110.csv", "宛名番号,世帯番号,氏名,氏名カナ,生年月日,性別,続柄,住民種別,状態",
            "0000000001,1,山田 花子,ﾔﾏﾀﾞ ﾊﾅｺ,1988-05-05,2,世帯主,日本人,住登者",
            "0000000002,1,山田 一郎,ﾔﾏﾀﾞ ｲﾁﾛｳ,2012-05-05,1,子,日本人,住登者",
            "0000000003,1,山田 二郎,ﾔﾏﾀﾞ ｼﾞﾛｳ,2011-05-05,1,子,日本人,住登者",
            "0000000004,1,山田 三郎,ﾔﾏﾀﾞ ｻﾌﾞﾛｳ,2023-05-05,1,子,日本人,住登者",
            "0000000011,2,佐藤 京子,ｻﾄｳ ｷｮｳｺ,1979-05-05,2,世帯主,日本人,住登者",
            "0000000012,2,佐藤 葵,ｻﾄｳ ｱｵｲ,2012-06-06,2,子,日本人,住登者",
            "0000000013,2,佐藤 蓮,ｻﾄｳ ﾚﾝ,2010-06-06,1,子,日本人,住登者",
            "0000000014,2,佐藤 凛,ｻﾄｳ ﾘﾝ,2016-06-06,2,子,日本人,住登者",
            "0000000021,3,鈴木 結,ｽｽﾞｷ ﾕｲ,2012-07-07,2,子,日本人,住登者",
            "0000000022,3,鈴木 湊,ｽｽﾞｷ ﾐﾅﾄ,2014-07-07,1,子,日本人,住登者");
        files.Write(city, "moved-out-list", "転出者一覧_R06.csv", "宛名番号,氏名,転出日", "0000000022,鈴木 湊,2024-12-01");
        files.Write(city, "birth-record", "出生時届出情報.csv", "宛名番号,母宛名番号,親子番号,出生日", "0000000004,0000000001,1,2023-05-05");
        files.Write(city, "epds", "産婦健診_EPDS.csv", "母宛名番号,受診日,産後区分,EPDS合計,EPDS10番", "0000000001,2023-05-20,2週間,12,1");
        files.Write(city, "child-rearing-allowance", "児童扶養手当_支給情報.csv", "受給者宛名番号,対象児童宛名番号,認定日", "0000000001,0000000002,2020-04-01");
        files.Write(city, "council-case-register", "要対協ケース進行管理台帳_R06.csv", "No,宛名番号,受理日", "1,0000000004,2024-05-01", "2,0000000001,1999-05-01", "3,0000000012,2024-05-01");
        return files;
    }

    /// <summary>Writes one file; columns that are not named are empty.</summary>
    public void Write(City city, string provision, string file, string columns, params string[] rows)
    {
        var named = columns.Split(',');
        var all = city.Provisions.Single(p => p.Id == provision).Columns.Select(c => c.Name).ToList();
        named.ShouldBeSubsetOf(all);
        var text = new StringBuilder().AppendJoin(',', all).Append("\r\n");
        foreach (var cells in rows.Select(r => r.Split(',')))
            text.AppendJoin(',', all.Select(c => Array.IndexOf(named, c) is var i and >= 0 ? cells[i] : "")).Append("\r\n");
        File.WriteAllText(Path.Combine(Folder, file), text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

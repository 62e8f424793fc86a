using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;

namespace ChildLink.Views.Cases;

/// <summary>Who got the pack, when, until when it may be kept, under which entry of the access log.</summary>
/// <param name="City">Name of the municipality.</param>
/// <param name="Caller">Person, role.</param>
/// <param name="Entry">Number of the entry.</param>
/// <param name="Printed">When.</param>
/// <param name="Expires">When it has to be destroyed.</param>
internal sealed record PackStamp(string City, string Caller, long Entry, DateTimeOffset Printed, DateTimeOffset Expires);

/// <summary>
/// 個別支援会議資料 as a printable page (A4). The header stands in the head of each household's table, which browsers repeat on every
/// printed page. No script, no outside resource; every text is escaped.
/// </summary>
internal static class PackPage
{
    /// <summary>The only style; the content security policy names its digest.</summary>
    public const string Style =
        "@page{size:A4;margin:12mm}body{font:10.5pt/1.5 sans-serif;margin:0;color:#000}table.sheet{width:100%;border-collapse:collapse;break-after:page}"
        + "table.sheet>thead{display:table-header-group}table.sheet>thead td{border-bottom:1.5pt solid #000;font-size:8.5pt;padding:0 0 2mm}"
        + "h1{font-size:14pt;margin:3mm 0 1mm}h2{font-size:12pt;margin:3mm 0 1mm;border-left:3mm solid #666;padding-left:2mm}h3{font-size:10.5pt;margin:2mm 0 1mm}"
        + "table.inner{width:100%;border-collapse:collapse}table.inner th,table.inner td{border:.5pt solid #666;padding:1mm 2mm;text-align:left;vertical-align:top}"
        + "p{margin:0 0 1mm;white-space:pre-line}.warn{font-weight:bold}.room{height:25mm;border:.5pt solid #666}";

    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The page in UTF-8.</summary>
    /// <param name="contents">What <see cref="PackContents"/> wrote.</param>
    /// <param name="conference">The conference.</param>
    /// <param name="menu">Names of measures and outcomes.</param>
    /// <param name="stamp">What stands on each page.</param>
    public static byte[] Write(ReadOnlyMemory<byte> contents, Conference conference, SupportMenu menu, PackStamp stamp)
    {
        using var document = JsonDocument.Parse(contents);
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\"><title>個別支援会議資料</title><meta name=\"robots\" content=\"noindex\"><style>")
            .Append(Style).Append("</style></head><body>\n");
        foreach (var household in document.RootElement.GetProperty("households").EnumerateArray())
        {
            html.Append("<table class=\"sheet\"><thead><tr><td>");
            Header(html, stamp);
            html.Append("</td></tr></thead><tbody><tr><td><h1>個別支援会議資料 ").Append(household.GetProperty("number").GetInt32()).Append("</h1><p>")
                .Append(Instant(conference.HeldAt)).Append(" ・ 予定 ").Append(household.GetProperty("minutes").GetInt32()).Append(" 分")
                .Append(household.GetProperty("isFirst").GetBoolean() ? "(初回)" : "").Append("</p><p>出席: ").Append(Text(string.Join('、', conference.Participants))).Append("</p>");
            foreach (var child in household.GetProperty("children").EnumerateArray())
                Child(html, child, menu);
            html.Append("<h2>会議の記録</h2><div class=\"room\"></div></td></tr></tbody></table>\n");
        }

        return Encoding.UTF8.GetBytes(html.Append("</body></html>\n").ToString());
    }

    private static void Header(StringBuilder html, PackStamp stamp) => html
        .Append(Text(stamp.City)).Append(" 個別支援会議資料 ・ <span class=\"warn\">取扱注意 有効期限 ").Append(Instant(stamp.Expires)).Append(" 会議後回収・廃棄</span><br>出力者 ")
        .Append(Text(stamp.Caller)).Append(" ・ 出力 ").Append(Instant(stamp.Printed)).Append(" ・ 閲覧記録番号 ")
        .Append(stamp.Entry.ToString(CultureInfo.InvariantCulture));

    private static void Child(StringBuilder html, JsonElement child, SupportMenu menu)
    {
        html.Append("<h2>").Append(Of(child, "name")).Append(" (").Append(Of(child, "kana")).Append(")</h2><p>")
            .Append(Of(child, "birthDate")).Append("生 ・ ").Append(Of(child, "school")).Append(' ').Append(Of(child, "grade")).Append("年 ").Append(Of(child, "schoolClass"))
            .Append("組 ・ 担当 ").Append(Of(child, "worker")).Append("</p><h3>気になる点(区分)</h3><p>");
        html.Append(child.GetProperty("reasons") is { ValueKind: JsonValueKind.Array } reasons
            ? string.Join('、', reasons.EnumerateArray().Select(r => Of(r, "ja"))) : "");
        html.Append("</p><h3>世帯構成</h3><table class=\"inner\"><tr><th>続柄</th><th>氏名</th><th>生年月日</th></tr>");
        foreach (var member in child.GetProperty("members").EnumerateArray())
            Row(html, Of(member, "relation"), Of(member, "name"), Of(member, "birthDate"));
        html.Append("</table><h3>過去の相談・支援状況</h3>");
        foreach (var past in child.GetProperty("past").EnumerateArray())
            html.Append("<p>").Append(Day(past, "openedAt")).Append('〜').Append(Day(past, "closedAt")).Append(' ').Append(ClassName(past)).Append(' ').Append(NameOf(menu.Outcomes, past, "outcome")).Append("</p>");
        foreach (var note in child.GetProperty("notes").EnumerateArray())
            html.Append("<p>").Append(Day(note, "at")).Append(' ').Append(Of(note, "text")).Append("</p>");
        html.Append("<h3>支援方針</h3><p>支援区分: ").Append(ClassName(child)).Append(" ・ 次回見直し: ").Append(Of(child, "nextReviewOn")).Append("</p>");
        foreach (var goal in child.GetProperty("goal").EnumerateArray())
            html.Append("<p>").Append(Of(goal, "text")).Append("</p>");
        html.Append("<h3>役割分担</h3><table class=\"inner\"><tr><th>支援方策</th><th>内容</th><th>担当</th><th>見直し</th></tr>");
        foreach (var measure in child.GetProperty("measures").EnumerateArray())
            Row(html, NameOf(menu.Measures, measure, "kind"), Of(measure, "text"), Of(measure, "responsible"), Of(measure, "reviewOn"));
        html.Append("</table>");
    }

    private static void Row(StringBuilder html, params string[] cells)
    {
        html.Append("<tr>");
        foreach (var cell in cells)
            html.Append("<td>").Append(cell).Append("</td>");
        html.Append("</tr>");
    }

    /// <summary>支援区分 in words.</summary>
    private static string ClassName(JsonElement of) => of.GetProperty("class").GetString() switch
    {
        CaseClass.Accept => "a 受理相当",
        CaseClass.PreventiveSupport => "b 予防的支援",
        CaseClass.Watch => "c 経過観察",
        CaseClass.NoSupport => "d 支援対象外",
        _ => "未決定",
    };

    private static string NameOf(IReadOnlyList<SupportEntry> entries, JsonElement of, string property) =>
        of.GetProperty(property).GetString() is { } id ? Text(entries.FirstOrDefault(e => e.Id == id)?.Ja ?? id) : "";

    /// <summary>A property as escaped text; empty where there is none.</summary>
    private static string Of(JsonElement of, string property) => of.GetProperty(property) is { ValueKind: JsonValueKind.String } value ? Text(value.GetString()!) : "";

    private static string Day(JsonElement of, string property) => of.GetProperty(property) is { ValueKind: JsonValueKind.String } value
        ? value.GetDateTimeOffset().ToOffset(Japan).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    private static string Instant(DateTimeOffset at) => at.ToOffset(Japan).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Text(string text) => Encoder.Encode(text);
}

using System.Text.Json;

namespace ChildLink.Views.Sheets;

/// <summary>Headings and values of a sheet in the words of those who read it.</summary>
internal static class SheetWords
{
    /// <summary>Properties of the narrowing sheet that are shown, with their headings.</summary>
    public static IReadOnlyList<(string Property, string Heading)> Shown { get; } =
    [
        ("school", "学校"), ("grade", "学年"), ("class", "組"), ("name", "氏名"), ("kana", "氏名カナ"), ("birthDate", "生年月日"), ("rank", "順位"),
        ("points", "リスクポイント"), ("matchedBasic", "該当数(基本)"), ("matchedOther", "該当数(その他)"), ("reasons", "理由の区分"), ("topFactors", "主な要因"),
        ("councilRegistered", "要対協に登録中"), ("support", "支援の状況"),
    ];

    /// <summary>The value of a property that is shown, as text; nothing where there is none.</summary>
    public static string Text(string property, JsonElement value) => property == "support" ? Support(value.GetString()) : Text(value);

    /// <summary>How the latest case stands; a class by its letter, as the city calls it.</summary>
    private static string Support(string? state) => state switch
    {
        "none" => "なし",
        "open" => "対応中(決定前)",
        _ => state ?? "",
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "はい",
        JsonValueKind.False => "いいえ",
        JsonValueKind.Array => string.Join("、", value.EnumerateArray().Select(Named)),
        _ => value.GetRawText(),
    };

    /// <summary>A reason by its name, an item by its name and value.</summary>
    private static string Named(JsonElement element)
    {
        if (element.TryGetProperty("ja", out var ja))
            return ja.GetString() ?? "";
        var name = element.TryGetProperty("name", out var names) ? names.GetProperty("ja").GetString() : element.GetProperty("item").GetString();
        return element.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number ? $"{name}: {value.GetRawText()}" : name ?? "";
    }
}

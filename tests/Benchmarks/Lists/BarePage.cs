using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace ChildLink.Benchmarks.Lists;

/// <summary>Writes the page as the product writes it, the sealed cursor aside: that is a text of the same length.</summary>
internal static class BarePage
{
    private const int CursorBytes = 12 + 16 + 16;

    public static async Task WriteAsync(NpgsqlDataReader rows, Utf8JsonWriter json, int size, CancellationToken ct)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        var written = 0;
        var rank = "";
        string? next = null;
        while (await rows.ReadAsync(ct))
        {
            if (written == size)
            {
                next = System.Buffers.Text.Base64Url.EncodeToString(new byte[CursorBytes + rank.Length]);
                break;
            }

            rank = rows.GetString(1);
            WriteRow(rows, json);
            written++;
        }

        json.WriteEndArray();
        json.WriteStartObject("page");
        json.WriteNumber("size", written);
        json.WriteString("next", next);
        json.WriteEndObject();
        json.WritePropertyName("extensions");
        json.WriteRawValue("""{"withheld":[],"coarse":[],"partialView":true}"""u8, skipInputValidation: true);
        json.WriteEndObject();
    }

    private static void WriteRow(NpgsqlDataReader rows, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", rows.GetGuid(0));
        Text(rows, json, "name", 2);
        Text(rows, json, "kana", 3);
        if (rows.IsDBNull(4))
            json.WriteNull("birthDate");
        else
            json.WriteString("birthDate", rows.GetFieldValue<DateOnly>(4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Text(rows, json, "sex", 5);
        json.WriteNumber("schoolAge", rows.GetInt64(6));
        Text(rows, json, "school", 7);
        Text(rows, json, "schoolCode", 8);
        Text(rows, json, "grade", 9);
        Text(rows, json, "class", 10);
        json.WriteNumber("rank", rows.GetInt64(11));
        json.WriteNumber("points", rows.GetInt64(12) / 10m);
        json.WriteNumber("matchedBasic", rows.GetInt64(13));
        json.WriteNumber("matchedOther", rows.GetInt64(14));
        Text(rows, json, "selectedBy", 15);
        json.WritePropertyName("topFactors");
        json.WriteRawValue(rows.GetString(16), skipInputValidation: true);
        json.WritePropertyName("reasons");
        json.WriteRawValue(rows.GetString(17), skipInputValidation: true);
        json.WriteEndObject();
    }

    private static void Text(NpgsqlDataReader rows, Utf8JsonWriter json, string name, int column)
    {
        if (rows.IsDBNull(column))
            json.WriteNull(name);
        else
            json.WriteString(name, rows.GetString(column));
    }
}

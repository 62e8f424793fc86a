using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace ChildLink.Benchmarks.Doors;

/// <summary>Writes by hand what <see cref="DoorQuestions"/> asks our door for.</summary>
internal static class BareDoor
{
    public const string List = "/bare/list";
    public const string One = "/bare/one/";
    public const int PageSize = 50;

    public static async Task WriteListAsync(NpgsqlDataReader rows, Utf8JsonWriter json, CancellationToken ct)
    {
        Begin(json);
        json.WriteStartObject("children");
        json.WriteStartArray("nodes");
        var written = 0;
        var more = false;
        while (!more && await rows.ReadAsync(ct))
        {
            if (written++ < PageSize)
                WriteChild(rows, json);
            else
                more = true;
        }

        json.WriteEndArray();
        json.WriteStartObject("pageInfo");
        json.WriteBoolean("hasNextPage", more);
        json.WriteEndObject();
        json.WriteEndObject();
        End(json);
    }

    public static async Task WriteOneAsync(NpgsqlDataReader rows, Utf8JsonWriter json, CancellationToken ct)
    {
        Begin(json);
        json.WritePropertyName("child");
        if (await rows.ReadAsync(ct))
            WriteChild(rows, json);
        else
            json.WriteNullValue();
        End(json);
    }

    private static void Begin(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("data");
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteChild(NpgsqlDataReader rows, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", rows.GetGuid(0));
        json.WriteString("name", rows.GetString(2));
        json.WriteString("kana", rows.GetString(3));
        json.WriteString("birthDate", rows.GetFieldValue<DateOnly>(4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("sex", rows.GetString(5));
        json.WriteNumber("schoolAge", rows.GetInt64(6));
        json.WriteString("school", rows.GetString(7));
        json.WriteString("grade", rows.GetString(9));
        json.WriteString("class", rows.GetString(10));
        json.WriteNumber("rank", rows.GetInt64(11));
        json.WriteNumber("points", rows.GetInt64(12) / 10m);
        json.WritePropertyName("topFactors");
        json.WriteRawValue(rows.GetString(16), skipInputValidation: true);
        json.WriteEndObject();
    }
}

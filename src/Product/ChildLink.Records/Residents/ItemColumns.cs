using System.Globalization;
using ChildLink.Records.Provisions;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Residents;

/// <summary>Finds the column of an item once per file.</summary>
internal sealed class ItemColumns(Provision provision)
{
    private readonly Dictionary<string, int> positions = provision.Columns
        .Select((c, i) => (c.Item, i)).Where(x => x.Item is not null).ToDictionary(x => x.Item!, x => x.i, StringComparer.Ordinal);

    /// <summary>The value of an item; null when the cell is empty or the provision has no such item.</summary>
    public string? Text(string[] values, string item) =>
        positions.TryGetValue(item, out var i) && values[i].Length > 0 ? values[i] : null;

    /// <summary>The day of an item; null like <see cref="Text"/>.</summary>
    public DateOnly? Day(string[] values, string item) =>
        Text(values, item) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>Writes a text or null.</summary>
    public static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);

    /// <summary>Writes a day or null.</summary>
    public static Task WriteAsync(NpgsqlBinaryImporter copy, DateOnly? day, CancellationToken ct) =>
        day is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(day.Value, NpgsqlDbType.Date, ct);
}

using Npgsql;

namespace ChildLink.Privacy.Guarding;

/// <summary>
/// The only decoder of rows in the product. Catalogued columns come out as <see cref="Guarded{T}"/>;
/// the <c>Public…</c> members read columns that hold no personal value (identifiers, counts, instants, codes of provisions).
/// </summary>
public sealed class RowReader(NpgsqlDataReader reader)
{
    /// <summary>Whether the result set has a row; moves nowhere.</summary>
    public bool HasRows => reader.HasRows;

    /// <summary>Moves to the next row.</summary>
    public Task<bool> ReadAsync(CancellationToken ct) => reader.ReadAsync(ct);

    /// <summary>Moves to the next result set of a batch.</summary>
    public Task<bool> NextResultAsync(CancellationToken ct) => reader.NextResultAsync(ct);

    /// <summary>Whether the column is null. For catalogued columns use the guarded members.</summary>
    public bool PublicIsNull(int column) => reader.IsDBNull(column);

    /// <summary>An identifier.</summary>
    public Guid PublicUuid(int column) => reader.GetGuid(column);

    /// <summary>An identifier, or null.</summary>
    public Guid? PublicUuidOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    /// <summary>A 64-bit count or position.</summary>
    public long PublicLong(int column) => reader.GetInt64(column);

    /// <summary>A 32-bit count.</summary>
    public int PublicInt(int column) => reader.GetInt32(column);

    /// <summary>A flag.</summary>
    public bool PublicFlag(int column) => reader.GetBoolean(column);

    /// <summary>A code or a text without personal content.</summary>
    public string PublicText(int column) => reader.GetString(column);

    /// <summary>A code or a text without personal content, or null.</summary>
    public string? PublicTextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A list of codes.</summary>
    public string[] PublicTexts(int column) => reader.GetFieldValue<string[]>(column);

    /// <summary>A list of 64-bit counts.</summary>
    public long[] PublicLongs(int column) => reader.GetFieldValue<long[]>(column);

    /// <summary>A list of identifiers.</summary>
    public Guid[] PublicUuids(int column) => reader.GetFieldValue<Guid[]>(column);

    /// <summary>A list of flags.</summary>
    public bool[] PublicFlags(int column) => reader.GetFieldValue<bool[]>(column);

    /// <summary>An instant.</summary>
    public DateTimeOffset PublicInstant(int column) => reader.GetFieldValue<DateTimeOffset>(column);

    /// <summary>A list of instants.</summary>
    public DateTimeOffset[] PublicInstants(int column) => reader.GetFieldValue<DateTimeOffset[]>(column);

    /// <summary>An instant, or null.</summary>
    public DateTimeOffset? PublicInstantOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    /// <summary>A calendar day.</summary>
    public DateOnly PublicDate(int column) => reader.GetFieldValue<DateOnly>(column);

    /// <summary>A calendar day, or null.</summary>
    public DateOnly? PublicDateOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);

    /// <summary>Bytes that are ciphertext, hashes or log entries.</summary>
    public byte[] PublicBytes(int column) => reader.GetFieldValue<byte[]>(column);

    /// <summary>A catalogued text.</summary>
    public Guarded<string?> Text(int column, FieldId field) => new(field, reader.IsDBNull(column) ? null : reader.GetString(column));

    /// <summary>A catalogued whole number.</summary>
    public Guarded<long?> Integer(int column, FieldId field) => new(field, reader.IsDBNull(column) ? null : reader.GetInt64(column));

    /// <summary>A catalogued calendar day.</summary>
    public Guarded<DateOnly?> Date(int column, FieldId field) =>
        new(field, reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column));

    /// <summary>A catalogued flag.</summary>
    public Guarded<bool?> Flag(int column, FieldId field) => new(field, reader.IsDBNull(column) ? null : reader.GetBoolean(column));

    /// <summary>A catalogued JSON document, as it is stored.</summary>
    public Guarded<string?> Json(int column, FieldId field) => Text(column, field);

    /// <summary>The same in UTF-8, for answers: they are UTF-8, too, and a list holds a hundred of them.</summary>
    public Guarded<byte[]?> JsonUtf8(int column, FieldId field) => new(field, reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column));
}

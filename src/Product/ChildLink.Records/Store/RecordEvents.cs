using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Store;

/// <summary>Types of the events of this room.</summary>
public static class RecordEventTypes
{
    /// <summary>A record as a holder delivered it: first, or changed.</summary>
    public const string RecordAccepted = "record_accepted";

    /// <summary>A full extract lacks a record that stood: it ends on the day that the extract speaks for.</summary>
    public const string RecordNoLongerReported = "record_no_longer_reported";

    /// <summary>
    /// An extract came late and says otherwise than a later one, which came before: what the later one said goes on from its day.
    /// </summary>
    public const string RecordRestated = "record_restated";

    /// <summary>A person of a source was found to be a resident.</summary>
    public const string SourceLinked = "source_linked";

    /// <summary>Stream type of subjects.</summary>
    public const string SubjectStream = "subject";
}

/// <summary>Writes payload and headers of the record events of one file. Not thread-safe.</summary>
internal sealed class RecordEvents : IDisposable
{
    private static readonly byte[] NoItems = "{\"items\":{}}"u8.ToArray();

    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly Utf8JsonWriter json;
    private readonly (string Item, JsonEncodedText Name)[] items;
    private readonly byte[] law;
    private byte[] scratch = new byte[1024];

    /// <param name="provision">The law of the records.</param>
    /// <param name="parts">What the file name says.</param>
    /// <param name="delivery">Identity of the delivery.</param>
    /// <param name="now">When it came: the basis in force then is noted.</param>
    public RecordEvents(Provision provision, FileNameParts parts, Guid delivery, DateTimeOffset now)
    {
        json = new Utf8JsonWriter(buffer);
        items = [.. provision.Columns.Select(c => c.Item is { } item ? (item, JsonEncodedText.Encode(item)) : ("", default))];
        law = Law(provision, parts, delivery, now);
    }

    /// <summary>Payload: <c>{"items": {item: base64(sealed value)}}</c>; empty cells are left out.</summary>
    public byte[] Data(SubjectKeyRing keys, string[] values, Guid stream, long version)
    {
        Begin();
        using var cipher = keys.Cipher(stream);
        json.WriteStartObject();
        json.WriteStartObject("items"u8);
        for (var i = 0; i < values.Length; i++)
        {
            var (item, name) = items[i];
            if (item.Length == 0 || values[i].Length == 0)
                continue;
            if (SealedValue.LargestLength(values[i]) is var largest && largest > scratch.Length)
                scratch = new byte[largest];
            json.WriteBase64String(name, scratch.AsSpan(0, SealedValue.Seal(cipher, stream, version, item, values[i], scratch)));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        return Ended();
    }

    /// <summary>Payload of an event that says nothing new.</summary>
    public static ReadOnlyMemory<byte> NoData => NoItems;

    /// <summary>Headers: the law and the provenance of a statement. No personal value.</summary>
    /// <param name="statement">The statement.</param>
    public byte[] Headers(RecordStatement statement)
    {
        Begin();
        json.WriteStartObject();
        json.WriteNumber("row"u8, statement.Row);
        json.WriteString("key"u8, statement.Key);
        json.WriteString("previous"u8, statement.Previous);
        WriteDay("effective"u8, statement.Effective);
        if (statement.StatedBy != statement.Event)
            json.WriteString("restates"u8, statement.Event);
        json.WriteEndObject();
        json.Flush();
        // One object: what is the same for every row of the file, then what differs.
        var own = buffer.WrittenSpan[1..];
        var headers = new byte[law.Length + own.Length];
        law.CopyTo(headers.AsSpan());
        own.CopyTo(headers.AsSpan(law.Length));
        return headers;
    }

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();

    /// <summary>The headers up to the comma before the row.</summary>
    private static byte[] Law(Provision provision, FileNameParts parts, Guid delivery, DateTimeOffset now)
    {
        var text = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("provision", provision.Id);
            json.WriteString("provision_version", provision.Version);
            json.WriteString("basis", provision.BasisToShow(now).Id);
            json.WriteStartArray("purposes");
            foreach (var purpose in provision.Purposes)
                json.WriteStringValue(purpose);
            json.WriteEndArray();
            json.WriteString("retention", provision.Retention);
            json.WriteString("delivery", delivery);
            if (parts.Date is { } day)
                json.WriteString("as_of", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            foreach (var name in FileVariables.Names)
            {
                if (parts.Virtual(name) is { } value)
                    json.WriteString("file_" + name[1..], value);
            }

            json.WriteEndObject();
        }

        return [.. text.WrittenSpan[..^1], (byte)','];
    }

    private void WriteDay(ReadOnlySpan<byte> name, DateOnly day)
    {
        Span<char> text = stackalloc char[10];
        day.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    private void Begin()
    {
        buffer.ResetWrittenCount();
        json.Reset();
    }

    private byte[] Ended()
    {
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>Virtual columns that a file name can carry.</summary>
internal static class FileVariables
{
    public static readonly string[] Names = ["@date", "@year", "@fy", "@month", "@school", "@label"];

    private static readonly string[] Scoping = ["@year", "@fy", "@month", "@school", "@label"];

    /// <summary>What a file speaks for beside its provision: <c>fy=2024;school=1001</c>; empty when its name delimits nothing.</summary>
    public static string Scope(FileNameParts parts)
    {
        var scope = new StringBuilder();
        foreach (var name in Scoping)
        {
            if (parts.Virtual(name) is { } value)
                scope.Append(scope.Length == 0 ? "" : ";").Append(name.AsSpan(1)).Append('=').Append(value);
        }

        return scope.ToString();
    }
}

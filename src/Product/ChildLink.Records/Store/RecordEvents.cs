using System.Buffers;
using System.Globalization;
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

    /// <summary>A person of a source was found to be a resident.</summary>
    public const string SourceLinked = "source_linked";

    /// <summary>Stream type of subjects.</summary>
    public const string SubjectStream = "subject";
}

/// <summary>Writes payload and headers of a record event.</summary>
internal static class RecordEvents
{
    /// <summary>Payload: <c>{"items": {item: base64(sealed value)}}</c>; empty cells are left out.</summary>
    public static byte[] Data(SubjectKeyRing keys, Provision provision, string[] values, Guid stream, long version)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var cipher = keys.Cipher(stream);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("items");
            for (var i = 0; i < values.Length; i++)
            {
                var item = provision.Columns[i].Item;
                if (item is not null && values[i].Length > 0)
                    json.WriteString(item, SealedValue.Seal(cipher, stream, version, item, values[i]));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Headers: the law and the provenance of the record. No personal value.</summary>
    public static byte[] Headers(Provision provision, FileNameParts parts, DateOnly? asOf, Guid delivery, long row, Guid key, Guid previous)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("provision", provision.Id);
            json.WriteString("provision_version", provision.Version);
            json.WriteString("basis", provision.Basis.Id);
            json.WriteStartArray("purposes");
            foreach (var purpose in provision.Purposes)
                json.WriteStringValue(purpose);
            json.WriteEndArray();
            json.WriteString("retention", provision.Retention);
            json.WriteString("delivery", delivery);
            json.WriteNumber("row", row);
            json.WriteString("key", key);
            json.WriteString("previous", previous);
            if (asOf is { } day)
                json.WriteString("as_of", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            foreach (var name in FileVariables.Names)
            {
                if (parts.Virtual(name) is { } value)
                    json.WriteString("file_" + name[1..], value);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>Virtual columns that a file name can carry.</summary>
internal static class FileVariables
{
    public static readonly string[] Names = ["@date", "@year", "@fy", "@month", "@school", "@label"];
}

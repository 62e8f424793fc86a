using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChildLink.Learning.Linear;

/// <summary>What reading a stored model gives.</summary>
public abstract record LinearModelReading
{
    private LinearModelReading()
    {
    }

    /// <summary>The model, whole and unchanged.</summary>
    public sealed record Read(LinearModel Model) : LinearModelReading;

    /// <summary>No model, and why.</summary>
    public sealed record Refused(string Reason) : LinearModelReading;

    /// <summary>One answer for each case.</summary>
    public T Match<T>(Func<LinearModel, T> read, Func<string, T> refused) => this switch
    {
        Read r => read(r.Model),
        Refused r => refused(r.Reason),
        _ => throw new InvalidOperationException("Unknown reading."),
    };
}

/// <summary>A stored model: JSON with <c>format</c>, <c>hash</c> and <c>model</c>. The same content gives the same bytes.</summary>
public static class LinearModelDocument
{
    /// <summary>Name and version of the format; another version is refused, never guessed at.</summary>
    public const string Format = "childlink.linear/1";

    /// <summary>The document in UTF-8.</summary>
    public static byte[] Write(LinearModel model) =>
        JsonSerializer.SerializeToUtf8Bytes(new LinearModelEnvelope(Format, model.Hash, model.Content), LinearModelJson.Default.LinearModelEnvelope);

    /// <summary>Reads a document and holds its content to its hash.</summary>
    public static LinearModelReading Read(ReadOnlySpan<byte> utf8)
    {
        LinearModelEnvelope? envelope;
        try
        {
            envelope = JsonSerializer.Deserialize(utf8, LinearModelJson.Default.LinearModelEnvelope);
        }
        catch (JsonException fault)
        {
            return new LinearModelReading.Refused($"The document is not a stored model ({fault.Path ?? "$"}).");
        }

        if (envelope is null)
            return new LinearModelReading.Refused("The document is empty.");
        if (envelope.Format != Format)
            return new LinearModelReading.Refused($"The format is not '{Format}'.");
        if (LinearModel.FaultOf(envelope.Model) is { } problem)
            return new LinearModelReading.Refused(problem);
        var model = LinearModel.Of(envelope.Model);
        return model.Hash == envelope.Hash
            ? new LinearModelReading.Read(model)
            : new LinearModelReading.Refused("The content does not agree with its hash.");
    }

    internal static string HashOf(LinearModelContent content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("childlink.linear/1\n"u8);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(content, LinearModelJson.Default.LinearModelContent));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

internal sealed record LinearModelEnvelope(string Format, string Hash, LinearModelContent Model);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(LinearModelEnvelope))]
[JsonSerializable(typeof(LinearModelContent))]
internal sealed partial class LinearModelJson : JsonSerializerContext;

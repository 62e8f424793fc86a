namespace ChildLink.Views.Children;

/// <summary>How a value stands in an answer, in the words of JSON Schema.</summary>
/// <param name="Type">JSON type.</param>
/// <param name="Format">Format, or null where the type says it all.</param>
public sealed record WrittenForm(string Type, string? Format)
{
    internal static WrittenForm Of(ValueKind kind, bool coarse) => kind switch
    {
        // The coarse identity is a pseudonym.
        ValueKind.Key => new("string", coarse ? null : "uuid"),
        ValueKind.Text or ValueKind.Sealed => new("string", null),
        ValueKind.Integer => new("integer", "int64"),
        ValueKind.Tenths => new("number", null),
        ValueKind.Day => new("string", "date"),
        ValueKind.Flag => new("boolean", null),
        ValueKind.Json => new("array", null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>A property that a document about children offers.</summary>
/// <param name="Name">Name in the answer.</param>
/// <param name="Field">Catalogued field that decides on it.</param>
/// <param name="ByDefault">Whether it is there when the caller selects nothing.</param>
/// <param name="Clear">Form in clear.</param>
/// <param name="Coarse">Coarse form, or null where there is none. Any property may be null instead.</param>
public sealed record OfferedProperty(string Name, string Field, bool ByDefault, WrittenForm Clear, WrittenForm? Coarse);

/// <summary>What may be asked about children, for those who describe the doors.</summary>
public static class ChildOffer
{
    /// <summary>Names of the orders of a list.</summary>
    public static IReadOnlyList<string> Orders => ChildOrder.Names.Split(", ");

    /// <summary>Properties of a document, in order.</summary>
    public static IReadOnlyList<OfferedProperty> Of(ChildDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. document.Fields.Select(f => new OfferedProperty(
            f.Name, f.Field.Value, Array.IndexOf(document.Defaults, f) >= 0, WrittenForm.Of(f.Clear.Kind, coarse: false),
            f.Coarse is { } coarse ? WrittenForm.Of(coarse.Kind, coarse: true) : null))];
    }
}

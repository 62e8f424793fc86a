namespace ChildLink.Privacy.Guarding;

/// <summary>Name of a catalogued field or data item, e.g. <c>child.name</c> or <c>epds.total</c>. Compared ordinally.</summary>
public sealed record FieldId
{
    private FieldId(string value) => Value = value;

    /// <summary>Lower-case words joined by dots, hyphens and underscores.</summary>
    public string Value { get; }

    /// <summary>Makes an id from a literal in code or a checked policy file.</summary>
    /// <exception cref="ArgumentException">The text is empty or holds other characters than [a-z0-9._-].</exception>
    public static FieldId Of(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        foreach (var c in value)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-'))
                throw new ArgumentException($"'{value}' is not a field id: use a-z, 0-9, '.', '_' and '-'.", nameof(value));
        }

        return new FieldId(value);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

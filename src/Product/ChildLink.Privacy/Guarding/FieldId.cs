namespace ChildLink.Privacy.Guarding;

/// <summary>Name of a catalogued field or data item, e.g. <c>child.name</c> or <c>epds.total</c>. Compared ordinally.</summary>
public sealed record FieldId
{
    private FieldId(string value) => Value = value;

    /// <summary>Where the table that asked last has the field: names are looked up once, decisions are asked for every cell.</summary>
    internal FieldPlace? Place { get; set; }

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

    /// <summary>By the name alone, ordinally.</summary>
    public bool Equals(FieldId? other) => other is not null && (ReferenceEquals(this, other) || string.Equals(Value, other.Value, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The place of a field in a table; immutable, so that it can be kept without a lock.</summary>
/// <param name="Table">What has the field there.</param>
/// <param name="At">The place.</param>
internal sealed record FieldPlace(object Table, int At);

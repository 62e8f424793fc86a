using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Views.Children;

/// <summary>Reads and writes one value of a plan's column; between the two nobody can look at it.</summary>
internal static class ChildCell
{
    /// <summary>The value of a column, guarded.</summary>
    /// <param name="rows">Stands on the row.</param>
    /// <param name="column">Which column.</param>
    /// <param name="kind">How it is decoded.</param>
    /// <param name="field">The field it belongs to.</param>
    /// <param name="subject">Whom the row is about.</param>
    /// <param name="ring">Keys of the subjects; needed where a column is sealed.</param>
    public static IGuarded Read(RowReader rows, int column, ValueKind kind, FieldId field, Guid subject, SubjectKeyRing? ring) => kind switch
    {
        ValueKind.Sealed => rows.PublicTextOrNull(column) is { } place ? Open(place, field, subject, ring) : rows.Text(column, field),
        ValueKind.Text => rows.Text(column, field),
        ValueKind.Integer or ValueKind.Tenths => rows.Integer(column, field),
        ValueKind.Day => rows.Date(column, field),
        ValueKind.Flag => rows.Flag(column, field),
        ValueKind.Json => rows.JsonUtf8(column, field),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Hands the value to the gateway.</summary>
    public static void Write(DisclosureScope scope, IGuarded cell, ValueKind kind, AccessDecision decision, JsonProjection? projection = null)
    {
        switch (kind)
        {
            case ValueKind.Text or ValueKind.Sealed:
                scope.Reveal((Guarded<string?>)cell, decision);
                break;
            case ValueKind.Integer:
                scope.Reveal((Guarded<long?>)cell, decision);
                break;
            case ValueKind.Tenths:
                scope.RevealTenths((Guarded<long?>)cell, decision);
                break;
            case ValueKind.Day:
                scope.Reveal((Guarded<DateOnly?>)cell, decision);
                break;
            case ValueKind.Flag:
                scope.Reveal((Guarded<bool?>)cell, decision);
                break;
            case ValueKind.Json:
                scope.RevealJson((Guarded<byte[]?>)cell, decision, projection);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    /// <summary>What stands in the column is ciphertext with its place: no personal value yet.</summary>
    private static Guarded<string?> Open(string place, FieldId field, Guid subject, SubjectKeyRing? ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        var parts = place.Split('|', 4);
        var stream = Guid.ParseExact(parts[0], "D");
        var version = long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        return new SealedText(subject, stream, version, parts[2], parts[3]).Guard(field, ring);
    }
}

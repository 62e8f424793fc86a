using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;

namespace ChildLink.Views.Children;

/// <summary>Reads and writes one value of a plan's column; between the two nobody can look at it.</summary>
internal static class ChildCell
{
    /// <summary>The value of a column, guarded.</summary>
    public static IGuarded Read(RowReader rows, int column, ValueKind kind, FieldId field) => kind switch
    {
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
            case ValueKind.Text:
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
}

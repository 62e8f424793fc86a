using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Views.Children;

/// <summary>Writes one row of an answer: columns follow the plan, values leave through the gateway only.</summary>
internal static class ChildRow
{
    private const int FirstColumn = 2;

    /// <summary>Writes the row as an object.</summary>
    public static void Write(DisclosureScope scope, ChildPlan plan, RowReader rows, Guid subject, PseudonymSeries? series)
    {
        scope.Json.WriteStartObject();
        WriteFields(scope, plan, rows, subject, series);
        scope.Json.WriteEndObject();
    }

    /// <summary>Writes the properties into an object that is open.</summary>
    public static void WriteFields(DisclosureScope scope, ChildPlan plan, RowReader rows, Guid subject, PseudonymSeries? series)
    {
        scope.Row(subject);
        WriteFields(scope, plan, rows, FirstColumn, subject, series);
    }

    /// <summary>Writes a group: its count, then the values that its children have in common. It is about no single child.</summary>
    public static void WriteGroup(DisclosureScope scope, ChildPlan plan, RowReader rows)
    {
        scope.PublicRows(1);
        scope.Json.WriteStartObject();
        scope.Json.WriteNumber("children", rows.PublicLong(0));
        WriteFields(scope, plan, rows, column: 1, Guid.Empty, series: null);
        scope.Json.WriteEndObject();
    }

    private static void WriteFields(DisclosureScope scope, ChildPlan plan, RowReader rows, int column, Guid subject, PseudonymSeries? series)
    {
        foreach (var planned in plan.Fields)
        {
            var name = planned.Field.Encoded;
            var decision = planned.Decision;
            var field = planned.Field.Field;
            switch (planned.Column?.Kind)
            {
                case null:
                    scope.Json.WriteNull(name);
                    break;
                case ValueKind.Key:
                    scope.RevealKey(name, subject, decision, series);
                    break;
                case ValueKind.Text:
                    scope.Reveal(name, rows.Text(column++, field), decision);
                    break;
                case ValueKind.Integer:
                    scope.Reveal(name, rows.Integer(column++, field), decision);
                    break;
                case ValueKind.Tenths:
                    scope.RevealTenths(name, rows.Integer(column++, field), decision);
                    break;
                case ValueKind.Day:
                    scope.Reveal(name, rows.Date(column++, field), decision);
                    break;
                case ValueKind.Flag:
                    scope.Reveal(name, rows.Flag(column++, field), decision);
                    break;
                case ValueKind.Json:
                    scope.RevealJson(name, rows.JsonUtf8(column++, field), decision);
                    break;
            }
        }
    }
}

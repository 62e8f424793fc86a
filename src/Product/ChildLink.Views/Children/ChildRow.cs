using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Views.Children;

/// <summary>Writes one row of an answer: columns follow the plan, values leave through the gateway only.</summary>
internal static class ChildRow
{
    /// <summary>Before it stand identity and order key.</summary>
    public const int FirstColumn = 2;

    /// <summary>Writes the row as an object.</summary>
    public static void Write(DisclosureScope scope, ChildPlan plan, RowReader rows, Guid subject, PseudonymSeries? series, SubjectKeyRing? ring = null)
    {
        scope.Json.WriteStartObject();
        WriteFields(scope, plan, rows, subject, series, ring);
        scope.Json.WriteEndObject();
    }

    /// <summary>Writes the properties into an object that is open.</summary>
    public static void WriteFields(DisclosureScope scope, ChildPlan plan, RowReader rows, Guid subject, PseudonymSeries? series, SubjectKeyRing? ring = null)
    {
        scope.Row(subject);
        WriteFields(scope, plan, rows, FirstColumn, subject, series, ring);
    }

    /// <summary>Writes a group: its count, then the values that its children have in common. It is about no single child.</summary>
    public static void WriteGroup(DisclosureScope scope, ChildPlan plan, RowReader rows)
    {
        scope.PublicRows(1);
        scope.Json.WriteStartObject();
        scope.Json.WriteNumber("children", rows.PublicLong(0));
        WriteFields(scope, plan, rows, column: 1, Guid.Empty, series: null, ring: null);
        scope.Json.WriteEndObject();
    }

    private static void WriteFields(
        DisclosureScope scope, ChildPlan plan, RowReader rows, int column, Guid subject, PseudonymSeries? series, SubjectKeyRing? ring)
    {
        foreach (var planned in plan.Fields)
        {
            scope.Json.WritePropertyName(planned.Field.Encoded);
            if (planned.Column is not { } form)
                scope.Json.WriteNullValue();
            else if (form.Kind == ValueKind.Key)
                scope.RevealKey(subject, planned.Decision, series);
            else
                ChildCell.Write(scope, ChildCell.Read(rows, column++, form.Kind, planned.Field.Field, subject, ring), form.Kind, planned.Decision);
        }
    }
}

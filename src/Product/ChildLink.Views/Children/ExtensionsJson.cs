using System.Buffers;
using System.Text.Json;
using ChildLink.Privacy.Policy;

namespace ChildLink.Views.Children;

/// <summary>The <c>extensions</c> object of an answer: what is withheld or coarse, per selected field and once per document.</summary>
internal static class ExtensionsJson
{
    /// <summary>Why a property is withheld, in a stable word.</summary>
    public static string ReasonOf(PlannedField field) => field.Decision.Rule == ChildPlan.BasisRule ? ChildPlan.BasisRule : "not-permitted";

    /// <summary>Writes it for the plans of one answer, in their order.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<ChildPlan> plans)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("withheld");
            foreach (var plan in plans)
            {
                foreach (var field in plan.Fields.Where(f => f.Column is null))
                {
                    json.WriteStartObject();
                    json.WriteString("path", plan.Document.Path + field.Field.Name);
                    json.WriteString("reason", ReasonOf(field));
                    json.WriteString("rule", field.Decision.Rule);
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("coarse");
            foreach (var plan in plans)
            {
                foreach (var field in plan.Fields.Where(f => f.Column is not null && f.Decision.Disposition == Disposition.Coarse))
                {
                    json.WriteStartObject();
                    json.WriteString("path", plan.Document.Path + field.Field.Name);
                    json.WriteString("rule", field.Decision.Rule);
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteBoolean("partialView", true);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

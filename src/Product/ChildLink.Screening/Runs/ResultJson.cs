using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChildLink.Learning;
using ChildLink.Learning.Counting;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Runs;

/// <summary>The JSON documents of a result, as the doors hand them on.</summary>
internal static class ResultJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>[{"item","name":{"ja","en"},"state","value","band","condition","met","points"}]</c>; value is null unless known,
    /// points have one digit. The age stands as its band only: whoever may see the age sees it as the child's own field.
    /// </summary>
    public static string Factors(IEnumerable<Factor> factors, string? ageBand) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var factor in factors)
            Write(json, factor, ageBand);
        json.WriteEndArray();
    });

    /// <summary><c>[{"category","ja","en"}]</c>: categories that a met condition raises, in order of the plan.</summary>
    public static string Reasons(ScreeningPlan plan, IReadOnlyList<Factor> factors) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var reason in plan.Reasons.Where(r => factors.Any(f => f.Met && r.Items.Contains(f.Item.Code, StringComparer.Ordinal))))
        {
            json.WriteStartObject();
            json.WriteString("category", reason.Id);
            json.WriteString("ja", reason.Ja);
            json.WriteString("en", reason.En);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary><c>{"F01":"6","F07":"UNKNOWN"}</c>: every item of the plan with the word of exports.</summary>
    public static string Cells(CellMatrix cells, int row) => Write(json =>
    {
        json.WriteStartObject();
        for (var column = 0; column < cells.Columns.Count; column++)
            json.WriteString(cells.Columns[column], cells[row, column].ToString());
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Factor factor, string? ageBand)
    {
        json.WriteStartObject();
        json.WriteString("item", factor.Item.Code);
        json.WriteStartObject("name");
        json.WriteString("ja", factor.Item.Ja);
        json.WriteString("en", factor.Item.En);
        json.WriteEndObject();
        json.WriteString("state", Word(factor.Cell.State));
        var isAge = factor.Item.Code == PlanCompiler.SchoolAgeItem;
        if (factor.Cell.State == CellState.Known && !isAge)
            json.WriteNumber("value", factor.Cell.Value);
        else
            json.WriteNull("value");
        json.WriteString("band", isAge ? ageBand : null);
        json.WriteString("condition", Word(factor.Item.Condition));
        json.WriteBoolean("met", factor.Met);
        json.WriteNumber("points", new decimal(factor.Tenths, 0, 0, isNegative: false, scale: 1));
        json.WriteEndObject();
    }

    private static string Word(CellState state) => state switch
    {
        CellState.Known => "known",
        CellState.NotApplicable => "not-applicable",
        CellState.NotYetOfAge => "not-yet",
        _ => "unknown",
    };

    private static string Word(CountCondition? condition) => condition?.CountAs switch
    {
        CountAs.Basic => "basic",
        CountAs.Other => "other",
        _ => "none",
    };

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

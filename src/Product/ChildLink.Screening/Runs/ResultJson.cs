using System.Text.Json;
using ChildLink.Learning;
using ChildLink.Learning.Counting;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Runs;

/// <summary>The JSON documents of a result, as the doors hand them on.</summary>
internal static class ResultJson
{
    /// <summary>
    /// <c>[{"item","name":{"ja","en"},"state","value","band","condition","met","points"}]</c>; value is null unless known,
    /// points have one digit. The age stands as its band only: whoever may see the age sees it as the child's own field.
    /// </summary>
    public static string Factors(IEnumerable<Factor> factors, string? ageBand) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var factor in factors)
            Write(json, factor, ageBand);
        json.WriteEndArray();
    });

    /// <summary>
    /// As above with <c>"micro"</c> (what the item adds to the log-odds, in millionths), <c>"direction"</c> (<c>raises</c>,
    /// <c>lowers</c>, <c>none</c>) and <c>"leaks"</c>; points are null, for a contribution is no share of the points. The
    /// last entry, item <c>baseline</c>, holds what every child begins with: all micro together are the log-odds, exactly.
    /// </summary>
    public static string Contributions(IEnumerable<Contributed> factors, long? baseline, string? ageBand) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var factor in factors)
        {
            WriteStart(json, factor.Item.Code, factor.Item.Ja, factor.Item.En, factor.Cell, ageBand);
            WriteEnd(json, factor.Met, factor.Micro, factor.Leaks);
        }

        if (baseline is { } micro)
        {
            json.WriteStartObject();
            json.WriteString("item", "baseline");
            WriteName(json, "基準(全体の平均)", "Baseline (mean of all children)");
            json.WriteString("state", "known");
            json.WriteNull("value");
            json.WriteNull("band");
            WriteEnd(json, met: false, micro, leaks: false);
        }

        json.WriteEndArray();
    });

    /// <summary><c>[{"category","ja","en"}]</c>, in the given order.</summary>
    public static string Reasons(IEnumerable<ReasonCategory> reasons) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var reason in reasons)
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
    public static string Cells(CellMatrix cells, int row) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        for (var column = 0; column < cells.Columns.Count; column++)
            json.WriteString(cells.Columns[column], cells[row, column].ToString());
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Factor factor, string? ageBand)
    {
        WriteStart(json, factor.Item.Code, factor.Item.Ja, factor.Item.En, factor.Cell, ageBand);
        json.WriteString("condition", Word(factor.Item.Condition));
        json.WriteBoolean("met", factor.Met);
        json.WriteNumber("points", new decimal(factor.Tenths, 0, 0, isNegative: false, scale: 1));
        json.WriteEndObject();
    }

    private static void WriteStart(Utf8JsonWriter json, string item, string ja, string en, Cell cell, string? ageBand)
    {
        json.WriteStartObject();
        json.WriteString("item", item);
        WriteName(json, ja, en);
        json.WriteString("state", Word(cell.State));
        var isAge = item == PlanCompiler.SchoolAgeItem;
        if (cell.State == CellState.Known && !isAge)
            json.WriteNumber("value", cell.Value);
        else
            json.WriteNull("value");
        json.WriteString("band", isAge ? ageBand : null);
    }

    private static void WriteName(Utf8JsonWriter json, string ja, string en)
    {
        json.WriteStartObject("name");
        json.WriteString("ja", ja);
        json.WriteString("en", en);
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, bool met, long micro, bool leaks)
    {
        json.WriteString("condition", "none");
        json.WriteBoolean("met", met);
        json.WriteNull("points");
        json.WriteNumber("micro", micro);
        json.WriteString("direction", micro switch { > 0 => "raises", < 0 => "lowers", _ => "none" });
        json.WriteBoolean("leaks", leaks);
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
}

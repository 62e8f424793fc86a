using System.Text.Json;
using ChildLink.Learning.Evaluation;

namespace ChildLink.Screening.Training;

/// <summary>How well children left out of training were foretold, as a document.</summary>
internal static class EvaluationJson
{
    private const int Digits = 6;

    /// <summary>
    /// <c>{"children","positives","auc","averagePrecision","brier","calibration":[{"children","predicted","observed"}],
    /// "top":[{"children","precision","recall"}],"groups":[{"group","children","positives","recall"}]}</c>. Figures of
    /// fewer than five positive children are null, and with them the next that the total would tell them by.
    /// </summary>
    public static string Of(Quality quality, IReadOnlyList<GroupRecall> groups) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("children", quality.Rows);
        json.WriteNumber("positives", quality.Positives);
        Write(json, "auc", quality.Auc);
        Write(json, "averagePrecision", quality.AveragePrecision);
        Write(json, "brier", quality.Brier);
        json.WriteStartArray("calibration");
        var kept = SmallCounts.KeptBack([.. quality.Deciles.Select(d => d.Observed)]);
        foreach (var (bin, isKept) in quality.Deciles.Zip(kept))
        {
            json.WriteStartObject();
            json.WriteNumber("children", bin.Rows);
            Write(json, "predicted", bin.Predicted);
            if (isKept)
                json.WriteNull("observed");
            else
                json.WriteNumber("observed", bin.Observed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("top");
        foreach (var top in quality.Top)
        {
            json.WriteStartObject();
            json.WriteNumber("children", top.Rows);
            var isFew = top.Expected < SmallCounts.Fewest;
            Write(json, "precision", isFew ? null : top.Precision);
            Write(json, "recall", isFew ? null : top.Recall);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("groups");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("group", group.Group);
            json.WriteNumber("children", group.Children);
            if (group.Positives is { } positives)
                json.WriteNumber("positives", positives);
            else
                json.WriteNull("positives");
            Write(json, "recall", group.Recall);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, double? figure)
    {
        if (figure is { } known)
            json.WriteNumber(name, Math.Round(known, Digits));
        else
            json.WriteNull(name);
    }
}

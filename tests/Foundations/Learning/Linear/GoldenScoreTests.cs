using System.Text;
using ChildLink.Learning;
using ChildLink.Learning.Linear;

namespace ChildLink.Tests.Foundations.Learning.Linear;

/// <summary>
/// A stored model and cells with what they must give on any machine and in any later version: every figure was computed by
/// hand from the definition, the hash with another program.
/// </summary>
public sealed class GoldenScoreTests
{
    private const string Document = """
        {"format":"childlink.linear/1","hash":"b0e5f965f0f2d62da4a99f75ffd811ad36f71eb79050978b5962375d72da1d1d","model":{"name":"golden","baselineMicro":-1200000,"fiftyMicro":0,"priorMicro":1386294,"items":[{"column":"F07","referenceMicro":120000,"value":{"low":0,"high":30,"micro":900000},"bands":[],"states":[{"state":"NotApplicable","micro":-40000},{"state":"Unknown","micro":310000}]},{"column":"F01","referenceMicro":-5,"value":{"low":0,"high":18,"micro":100},"bands":[{"low":13,"high":15,"micro":250000}],"states":[]}],"training":{"seed":11,"folds":10,"rule":"Least","alpha":0.5,"lambda":0.0123,"positiveWeight":2,"negativeWeight":0.5,"positives":100,"negatives":400,"considered":["F07","F01"],"leaking":[]}}}
        """;

    private static readonly (Cell F07, Cell F01, long Micro, int Tenths, int PerMille, long[] Contributions)[] Rows =
    [
        (Cell.Known(15), Cell.Known(14), -619_917, 350, 119, [330_000, 250_083]),
        (Cell.Unknown, Cell.Known(0), -1_009_995, 267, 83, [190_000, 5]),
        (Cell.NotYetOfAge, Cell.Unknown, -1_200_000, 231, 70, [0, 0]), // states that training never saw
        (Cell.Known(99), Cell.Known(15), -169_912, 458, 174, [780_000, 250_088]), // beyond what training saw
        (Cell.NotApplicable, Cell.Known(18), -1_359_895, 204, 60, [-160_000, 105]),
    ];

    [Fact]
    public void A_stored_model_gives_these_points_and_contributions()
    {
        var model = LinearModelDocument.Read(Encoding.UTF8.GetBytes(Document)).ShouldBeOfType<LinearModelReading.Read>().Model;
        var cells = new CellMatrix(Rows.Length, ["F01", "F07"]);
        for (var row = 0; row < Rows.Length; row++)
            (cells[row, 0], cells[row, 1]) = (Rows[row].F01, Rows[row].F07);

        var scores = LinearScoring.Score(model, cells);

        scores.Select(s => (s.Micro, s.Tenths, s.PerMille)).ShouldBe(Rows.Select(r => (r.Micro, r.Tenths, r.PerMille)));
        scores.Select(s => string.Join(' ', s.Contributions.Select(c => $"{c.Column}={c.Micro}")))
            .ShouldBe(Rows.Select(r => $"F07={r.Contributions[0]} F01={r.Contributions[1]}"));
        scores.ShouldAllBe(s => s.Micro == model.Content.BaselineMicro + s.Contributions.Sum(c => c.Micro));
    }
}

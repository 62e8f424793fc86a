using System.Text;
using ChildLink.Learning;
using ChildLink.Learning.Linear;

namespace ChildLink.Tests.Foundations.Learning.Linear;

public sealed class LinearModelDocumentTests
{
    internal static readonly TrainingFacts Facts = new(11, 10, LambdaRule.Least, 0.5, 0.0123, 2, 0.5, 100, 400, ["F07", "F31"], []);

    private static readonly LinearModelContent Content = new(
        "abuse",
        -1_200_000,
        0,
        1_386_294,
        [
            new("F07", 120_000, new(0, 30, 900_000), [], [new(CellState.NotApplicable, -40_000), new(CellState.Unknown, 310_000)]),
            new("F01", -5, new(0, 18, 100), [new(13, 15, 250_000)], []),
        ],
        Facts);

    private static readonly string Document = Encoding.UTF8.GetString(LinearModelDocument.Write(LinearModel.Of(Content)));

    [Fact]
    public void The_same_model_is_the_same_bytes_and_has_this_hash()
    {
        Document.ShouldBe(
            """{"format":"childlink.linear/1","hash":"HASH","model":{"name":"abuse","baselineMicro":-1200000,"fiftyMicro":0,"priorMicro":1386294,"items":[{"column":"F07","referenceMicro":120000,"value":{"low":0,"high":30,"micro":900000},"bands":[],"states":[{"state":"NotApplicable","micro":-40000},{"state":"Unknown","micro":310000}]},{"column":"F01","referenceMicro":-5,"value":{"low":0,"high":18,"micro":100},"bands":[{"low":13,"high":15,"micro":250000}],"states":[]}],"training":{"seed":11,"folds":10,"rule":"Least","alpha":0.5,"lambda":0.0123,"positiveWeight":2,"negativeWeight":0.5,"positives":100,"negatives":400,"considered":["F07","F31"],"leaking":[]}}}"""
            .Replace("HASH", LinearModel.Of(Content).Hash, StringComparison.Ordinal));
    }

    [Fact]
    public void Anybody_can_compute_the_hash_from_the_document()
    {
        var model = Document[(Document.IndexOf("\"model\":", StringComparison.Ordinal) + 8)..^1];

        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes("childlink.linear/1\n" + model)))
            .ShouldBe(LinearModel.Of(Content).Hash);
    }

    [Theory]
    [InlineData("\"micro\":900000", "\"micro\":900001", "hash")]
    [InlineData("\"name\":\"abuse\"", "\"name\":\"poverty\"", "hash")]
    [InlineData("\"leaking\":[]", "\"leaking\":[\"F45\"]", "hash")]
    [InlineData("linear/1", "linear/2", "format")]
    [InlineData("\"fiftyMicro\":0,", "", "not a stored model")]
    [InlineData("\"fiftyMicro\":0", "\"fiftyMicro\":0.5", "not a stored model")]
    [InlineData("\"fiftyMicro\":0", "\"fiftyMicro\":0,\"extra\":1", "not a stored model")]
    [InlineData("\"fiftyMicro\":0", "\"fiftyMicro\":0,\"fiftyMicro\":1", "not a stored model")]
    [InlineData("\"items\":[", "\"items\":[null,", "null")]
    [InlineData("\"bands\":[{", "\"bands\":[null,{", "null")]
    [InlineData("\"considered\":[", "\"considered\":[null,", "null")]
    [InlineData("\"micro\":900000", "\"micro\":1000000000001", "more than a million")]
    [InlineData("\"low\":0,\"high\":30", "\"low\":31,\"high\":30", "empty")]
    [InlineData("\"state\":\"Unknown\"", "\"state\":\"NotApplicable\"", "state")]
    [InlineData("\"state\":\"Unknown\"", "\"state\":\"Known\"", "state")]
    [InlineData("\"rule\":\"Least\"", "\"rule\":99", "rule")]
    [InlineData("\"column\":\"F01\"", "\"column\":\"F07\"", "own column")]
    public void A_changed_document_is_refused(string from, string to, string because)
    {
        Document.ShouldContain(from);

        Refusal(Document.Replace(from, to, StringComparison.Ordinal)).ShouldContain(because);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_document_is_refused(string text) => Refusal(text).ShouldNotBeEmpty();

    [Fact]
    public void Numbers_that_could_overflow_make_no_model()
    {
        Should.Throw<ArgumentException>(() => LinearModel.Of(Content with { BaselineMicro = long.MaxValue }));
        Should.Throw<ArgumentException>(() => LinearModel.Of(Content with { Items = [Content.Items[0] with { ReferenceMicro = long.MinValue }] }));
        Should.Throw<ArgumentException>(() => LinearModel.Of(Content with { Items = [Content.Items[1] with { Value = null }] }));
    }

    [Fact]
    public void A_matrix_without_an_item_of_the_model_is_refused() =>
        Should.Throw<ArgumentException>(() => LinearScoring.Score(LinearModel.Of(Content), new CellMatrix(1, ["F01"]))).Message.ShouldContain("'F07'");

    [Fact]
    public void Ranks_follow_the_score_and_then_the_tie_number()
    {
        LinearScore[] scores = [new(5, 0, 0, []), new(9, 0, 0, []), new(5, 0, 0, [])];

        Ranking.Of(scores, [3, 9, 1]).ShouldBe([3, 1, 2]);
        Should.Throw<ArgumentException>(() => Ranking.Of(scores, []));
    }

    private static string Refusal(string text) => LinearModelDocument.Read(Encoding.UTF8.GetBytes(text)).Match(_ => "", reason => reason);
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ChildLink.Tests.Conformance.Language;

/// <summary>What a reference implementation says of a document.</summary>
/// <param name="Syntax">Place of the syntax error, or null when it can be read.</param>
/// <param name="Errors">Validation errors in the order of their places.</param>
/// <param name="HasStopped">Whether it gave up, or failed itself, before it was through.</param>
public sealed record Verdict(string? Syntax, PlacedError[] Errors, bool HasStopped)
{
    /// <summary>Its places in a line.</summary>
    public string Text => Syntax is not null ? "syntax " + Syntax : HasStopped ? "stopped" : "errors " + string.Join(", ", Errors.Select(e => e.Places));
}

/// <summary>An error and its places as "line:column line:column".</summary>
public sealed record PlacedError(string Places, string Message);

/// <summary>Asks graphql-js 16 and 17.</summary>
public static class Judge
{
    /// <summary>Verdicts in the order of the documents.</summary>
    public static async Task<(Verdict V16, Verdict V17)[]> AskAsync(string[] schemas, IReadOnlyList<(int? Schema, string Document)> documents)
    {
        using var process = NodeTools.Start(await NodeTools.FolderAsync(), "judge.mjs");
        var mistakes = process.StandardError.ReadToEndAsync();
        var writing = WriteAsync(process.StandardInput, schemas, documents);
        var verdicts = new (Verdict, Verdict)[documents.Count];
        var answers = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var answer = JsonDocument.Parse(line);
            verdicts[answer.RootElement.GetProperty("id").GetInt32()] = (Read(answer.RootElement.GetProperty("v16")), Read(answer.RootElement.GetProperty("v17")));
            answers++;
        }

        answers.ShouldBe(documents.Count, await mistakes);
        await writing;
        return verdicts;
    }

    private static async Task WriteAsync(StreamWriter input, string[] schemas, IReadOnlyList<(int? Schema, string Document)> documents)
    {
        await using var writer = input;
        await writer.WriteLineAsync($"{{\"schemas\":[{string.Join(",", schemas.Select(Quoted))}]}}");
        for (var i = 0; i < documents.Count; i++)
            await writer.WriteLineAsync($"{{\"id\":{i},\"schema\":{documents[i].Schema?.ToString(CultureInfo.InvariantCulture) ?? "null"},\"document\":{Quoted(documents[i].Document)}}}");
    }

    // By hand: the serializer would not let lone surrogates through.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var unit in text)
            quoted.Append(CultureInfo.InvariantCulture, $"{(unit is >= ' ' and <= '~' and not ('"' or '\\') ? unit.ToString() : $"\\u{(int)unit:x4}")}");
        return quoted.Append('"').ToString();
    }

    private static Verdict Read(JsonElement verdict)
    {
        if (verdict.TryGetProperty("syntax", out var place))
            return new Verdict(Place(place), [], false);
        if (verdict.TryGetProperty("thrown", out _))
            return new Verdict(null, [], true);
        var errors = verdict.GetProperty("errors").EnumerateArray()
            .Select(e => new PlacedError(string.Join(" ", e.GetProperty("places").EnumerateArray().Select(Place)), e.GetProperty("message").GetString()!));
        return new Verdict(null, [.. errors.OrderBy(e => e.Places, StringComparer.Ordinal)], verdict.GetProperty("stopped").GetBoolean());
    }

    private static string Place(JsonElement place) => $"{place[0].GetInt32()}:{place[1].GetInt32()}";
}

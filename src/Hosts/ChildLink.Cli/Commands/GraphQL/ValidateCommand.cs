using System.CommandLine;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>
/// <c>childlink graphql validate --schema F.graphql --documents F.jsonl</c>: one answer line per line, in the same order.
/// Exit codes: 0 every line has its answer, 1 with <c>--strict</c> when one of them says invalid, 2 a file cannot be read or the schema is none.
/// </summary>
internal static class ValidateCommand
{
    private const int AnswersAtOnce = 1 << 16;

    public static Command Create(Workbench bench)
    {
        var schema = new Option<string?>("--schema") { Description = "SDL file; a line's own \"schema\" goes before it." };
        var documents = new Option<string>("--documents")
        {
            Description = "Lines {\"id\", \"document\"}, {\"id\", \"document\", \"schema\"} or {\"id\", \"schema\"}; - for standard input.",
            Required = true,
        };
        var strict = new Option<bool>("--strict") { Description = "Exit code 1 when a document or schema is invalid." };
        var command = new Command("validate", "Answer every line with {\"id\", \"valid\", \"errors\": [{\"message\", \"locations\"}]}.") { schema, documents, strict };
        command.SetAction(bench.Action((parse, ct) => RunAsync(bench, parse.GetValue(schema), parse.GetRequiredValue(documents), parse.GetValue(strict), ct)));
        return command;
    }

    private static async Task<Answer> RunAsync(Workbench bench, string? schema, string documents, bool isStrict, CancellationToken ct)
    {
        var shelf = new SchemaShelf();
        var check = new LineCheck(shelf, schema is null ? null : shelf.Read(schema));
        await using var input = JsonLines.Open(documents, bench.Input);
        var lines = new JsonLines(input);
        while (await lines.ReadAsync(ct))
        {
            check.Answer(lines.Number, lines.Current, lines.IsTooLong);
            if (check.Answers.Length > AnswersAtOnce)
                await FlushAsync(bench, check, ct);
        }

        await FlushAsync(bench, check, ct);
        return Running.Answer.Silent with { Exit = isStrict && check.HasInvalid ? Running.Answer.Failed : Running.Answer.Done };
    }

    private static async Task FlushAsync(Workbench bench, LineCheck check, CancellationToken ct)
    {
        await bench.Terminal.Out.WriteAsync(check.TakeAnswers().AsMemory(), ct);
        await bench.Terminal.Out.FlushAsync(ct);
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildLink.Api.Composition;

namespace ChildLink.Cli.Commands.Running;

/// <summary>What every command works with: environment, clock, terminal; and the one place where answers and failures are printed.</summary>
internal sealed class Workbench(Func<string, string?> variable, string programFolder, Terminal terminal, TimeProvider time)
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private bool speaksJson;

    /// <summary>The option that every command has.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object instead of text.", Recursive = true };

    public Func<string, string?> Variable { get; } = variable;

    public ChildLinkOptions Options { get; } = ChildLinkOptions.From(variable, programFolder);

    public Terminal Terminal { get; private set; } = terminal;

    /// <summary>What is typed or piped in, for values that must not stand in a command line.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    public TimeProvider Time { get; } = time;

    /// <summary>Makes the action of a command: runs it, prints its answer or why it failed, gives the exit code.</summary>
    public Func<ParseResult, CancellationToken, Task<int>> Action(Func<ParseResult, CancellationToken, Task<Answer>> work) => async (parse, ct) =>
    {
        if (speaksJson = parse.GetValue(Json))
            Terminal = Terminal.Quiet();
        try
        {
            return Print(await work(parse, ct));
        }
        catch (Exception e) when (Failure.Of(e) is not null)
        {
            return Print(Failure.Of(e)!);
        }
    };

    /// <summary>Prints an answer now; for commands that go on after they have something to say.</summary>
    /// <returns>Its exit code.</returns>
    public int Print(Answer answer)
    {
        if (!speaksJson)
            foreach (var line in answer.Lines)
                Terminal.Out.WriteLine(line);
        else if (answer.Json.Count > 0)
            Write(answer.Json);
        return answer.Exit;
    }

    /// <summary>Prints what is wrong with a command line that could not be read, and where help is.</summary>
    public int RefuseUsage(ParseResult parse)
    {
        var names = new List<string>();
        for (SymbolResult? at = parse.CommandResult; at is CommandResult command; at = command.Parent)
            names.Insert(0, command.Command.Name);
        var faults = parse.Errors.Select(static e => e.Message).Distinct(StringComparer.Ordinal);
        var message = $"{string.Join(' ', faults)} See '{string.Join(' ', names)} --help'.";
        speaksJson = parse.GetValue(Json);
        return Print(new Failure("usage", message, Answer.Usage));
    }

    /// <summary>Tells what takes long, on the error stream; silent with <c>--json</c>.</summary>
    public void Say(string line)
    {
        if (!speaksJson)
            Terminal.Error.WriteLine(line);
    }

    /// <summary>Prints a part of the answer while the command goes on; silent with <c>--json</c>.</summary>
    public void Tell(string line)
    {
        if (!speaksJson)
            Terminal.Out.WriteLine(line);
    }

    private int Print(Failure failure)
    {
        if (speaksJson)
            Write(new JsonObject { ["error"] = new JsonObject { ["code"] = failure.Code, ["message"] = failure.Message } });
        else
            Terminal.Error.WriteLine($"{failure.Code}: {failure.Message}");
        return failure.Exit;
    }

    private void Write(JsonObject json) => Terminal.Out.WriteLine(json.ToJsonString(Layout));
}

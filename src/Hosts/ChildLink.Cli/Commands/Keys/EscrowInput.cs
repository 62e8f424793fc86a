using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Sealing;
using ChildLink.Privacy.Sealing.Escrow;

namespace ChildLink.Cli.Commands.Keys;

/// <summary>Reads parts from files or as they are typed; lines that are empty or begin with <c>#</c> do not count.</summary>
internal static class EscrowInput
{
    private const int LinesOfPart = 4;
    private const int LargestFile = 64 * 1024;

    /// <summary>The master key behind two parts.</summary>
    /// <param name="bench">Where is typed.</param>
    /// <param name="municipality">全国地方公共団体コード.</param>
    /// <param name="files">Two files, or none: then two parts are typed or piped in.</param>
    /// <exception cref="CommandRefusedException">A part is mistyped or the parts do not belong together.</exception>
    public static MasterKey Recover(Workbench bench, string municipality, IReadOnlyList<string> files)
    {
        if (files.Count is not (0 or EscrowPart.Threshold))
            throw CommandRefusedException.Usage($"Give --part {EscrowPart.Threshold} times, or not at all to type the parts.");
        var parts = files.Count > 0 ? files.Select(f => Read(Path.GetFileName(f), Lines(f))).ToList() : Typed(bench);
        return EscrowRecovery.Combine(municipality, parts[0], parts[1]) switch
        {
            EscrowRecovery.Recovered recovered => recovered.Key,
            EscrowRecovery.Refused refused => throw new CommandRefusedException(refused.Code, refused.Fault),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
    }

    private static List<EscrowPart> Typed(Workbench bench)
    {
        var parts = new List<EscrowPart>();
        foreach (var name in new[] { "first", "second" })
        {
            bench.Say($"Type the four lines of the {name} part:");
            var lines = new List<string>();
            while (lines.Count < LinesOfPart && bench.Input.ReadLine() is { } line)
            {
                if (Counts(line))
                    lines.Add(line);
            }

            parts.Add(Read($"the {name} part", lines));
        }

        return parts;
    }

    private static EscrowPart Read(string name, IEnumerable<string> lines) => EscrowPart.Read(string.Join('\n', lines)) switch
    {
        EscrowReading.Read read => read.Part,
        EscrowReading.Mistyped mistyped => throw new CommandRefusedException("part-mistyped", $"{name}: {mistyped.Fault}"),
        _ => throw new InvalidOperationException("A case without an arm."),
    };

    private static IEnumerable<string> Lines(string file) => new FileInfo(file).Length <= LargestFile
        ? File.ReadLines(file).Where(Counts)
        : throw new CommandRefusedException("part-mistyped", $"{Path.GetFileName(file)} is too large for a part.");

    private static bool Counts(string line) => !string.IsNullOrWhiteSpace(line) && !line.StartsWith('#');
}

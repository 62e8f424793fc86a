using System.Text;

namespace ChildLink.Oversight.Checkpoints;

/// <summary>
/// Signed checkpoints one after another in a file, an empty line after each. A note of this log holds exactly one empty
/// line, between text and signature, so the second empty line ends it.
/// </summary>
internal static class NoteSequence
{
    private const string EmptyLine = "\n\n";

    public static byte[] Encode(string note) => Encoding.UTF8.GetBytes(note + "\n");

    /// <summary>The whole notes of a file, and the length in characters of the part that holds them.</summary>
    public static (IReadOnlyList<string> Notes, int Whole) Split(string content)
    {
        var notes = new List<string>();
        var whole = 0;
        while (End(content, whole) is { } end)
        {
            notes.Add(content[whole..(end - 1)]);
            whole = end;
        }

        return (notes, whole);
    }

    private static int? End(string content, int start)
    {
        var text = content.IndexOf(EmptyLine, start, StringComparison.Ordinal);
        var signature = text < 0 ? -1 : content.IndexOf(EmptyLine, text + EmptyLine.Length, StringComparison.Ordinal);
        return signature < 0 ? null : signature + EmptyLine.Length;
    }
}

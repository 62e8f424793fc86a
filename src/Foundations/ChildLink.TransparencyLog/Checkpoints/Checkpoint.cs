using System.Buffers.Text;
using System.Globalization;
using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.TransparencyLog.Checkpoints;

/// <summary>What a log looked like at one size. Source of the text form: C2SP tlog-checkpoint.</summary>
/// <param name="Origin">Name of the log: one line, not empty.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">Root of the tree of that size.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root)
{
    /// <summary>The note text: origin, size in decimal digits, root in base 64, each on its own line.</summary>
    public string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.ToBytes())}\n");

    /// <summary>Reads a note text. Extension lines are allowed and left out.</summary>
    /// <returns>Null when the text is not exactly in the form, for example with leading zeroes or empty lines.</returns>
    public static Checkpoint? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[^1].Length != 0 || lines[..^1].Any(l => l.Length == 0))
            return null;
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || (lines[1][0] == '0' && lines[1].Length > 1))
            return null;
        Span<byte> root = stackalloc byte[TreeHash.Length];
        return Base64.IsValid(lines[2], out var length) && length == TreeHash.Length && Convert.TryFromBase64String(lines[2], root, out _)
            && Convert.ToBase64String(root) == lines[2]
            ? new Checkpoint(lines[0], size, new TreeHash(root))
            : null;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace ChildLink.TransparencyLog.Checkpoints;

/// <summary>One signature line of a note.</summary>
/// <param name="KeyName">Name of the key: not empty, no spaces, no plus.</param>
/// <param name="KeyId">32-bit identifier of the key.</param>
/// <param name="Signature">Bytes after the identifier.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, ReadOnlyMemory<byte> Signature);

/// <summary>Text and its signatures. Source: C2SP signed-note.</summary>
/// <param name="Text">The signed text, ending in a newline.</param>
/// <param name="Signatures">One or more.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const int MostSignatures = 64;
    private const string LineStart = "\u2014 ";

    /// <summary>The note: text, an empty line, one line per signature.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            var bytes = new byte[sizeof(uint) + signature.Signature.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
            signature.Signature.Span.CopyTo(bytes.AsSpan(sizeof(uint)));
            note.Append(LineStart).Append(signature.KeyName).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        return note.ToString();
    }

    /// <summary>Reads a note without judging its signatures.</summary>
    /// <returns>Null when it is not in the form: control characters, no empty line, no or more than 64 signatures, a bad line.</returns>
    public static SignedNote? Parse(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 == note.Length || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
            return null;
        var lines = note[(end + 2)..^1].Split('\n');
        if (lines.Length > MostSignatures)
            return null;
        var signatures = new List<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (ParseLine(line) is not { } signature)
                return null;
            signatures.Add(signature);
        }

        return new SignedNote(note[..(end + 1)], signatures);
    }

    internal static bool IsKeyName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || c < ' ' || c == '+');

    private static NoteSignature? ParseLine(string line)
    {
        if (!line.StartsWith(LineStart, StringComparison.Ordinal) || line[LineStart.Length..].Split(' ') is not [var name, var encoded] || !IsKeyName(name))
            return null;
        var bytes = new byte[encoded.Length];
        // One text per signature: base 64 with other bits behind its end, or with blanks, would open too.
        return Convert.TryFromBase64String(encoded, bytes, out var length) && length > sizeof(uint)
                && Convert.ToBase64String(bytes.AsSpan(0, length)) == encoded
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)..length))
            : null;
    }
}

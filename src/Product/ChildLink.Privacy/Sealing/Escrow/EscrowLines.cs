using System.Security.Cryptography;

namespace ChildLink.Privacy.Sealing.Escrow;

/// <summary>The letters of the escrow: D. Crockford's base 32 (no I, L, O, U), where look-alikes are taken for what was meant.</summary>
public static class EscrowAlphabet
{
    /// <summary>Digits by value.</summary>
    public const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The value of a typed letter; -1 when it is none of the alphabet.</summary>
    public static int ValueOf(char typed) => char.ToUpperInvariant(typed) switch
    {
        'O' => 0,
        'I' or 'L' => 1,
        var letter => Letters.IndexOf(letter, StringComparison.Ordinal),
    };
}

/// <summary>45 bytes as four lines of 18 letters and two that check the line.</summary>
internal static class EscrowLines
{
    private const int Lines = 4;
    private const int Data = 18;
    private const int Check = 2;
    private const int Group = 4;
    private const int Bytes = Lines * Data * 5 / 8;

    public static IReadOnlyList<string> Write(ReadOnlySpan<byte> bytes)
    {
        var values = ToFiveBits(bytes);
        return [.. Enumerable.Range(0, Lines).Select(line => WriteLine(values[(line * Data)..((line + 1) * Data)], line))];
    }

    public static (byte[]? Bytes, string? Fault) Read(string text)
    {
        var typed = text.Where(static c => !char.IsWhiteSpace(c) && c != '-').Select(EscrowAlphabet.ValueOf).ToArray();
        if (Array.IndexOf(typed, -1) is var strange and >= 0)
            return (null, $"line {(strange / (Data + Check)) + 1} holds a letter that is not used (digits and letters without U).");
        if (typed.Length != Lines * (Data + Check))
            return (null, $"it has {typed.Length} letters instead of {Lines * (Data + Check)}.");
        var values = new int[Lines * Data];
        for (var line = 0; line < Lines; line++)
        {
            var read = typed.AsSpan(line * (Data + Check), Data + Check);
            var (first, second) = ChecksOf(read[..Data], line);
            if (read[Data] != first || read[Data + 1] != second)
                return (null, $"line {line + 1} is mistyped: its letters do not fit the last two.");
            read[..Data].CopyTo(values.AsSpan(line * Data));
        }

        return (FromFiveBits(values), null);
    }

    private static string WriteLine(int[] values, int line)
    {
        var (first, second) = ChecksOf(values, line);
        var letters = values.Append(first).Append(second).Select(static v => EscrowAlphabet.Letters[v]);
        return string.Join(' ', letters.Chunk(Group).Select(static g => new string(g)));
    }

    /// <summary>Ten bits of SHA-256 over the line and its place, so that lines in another order are found, too.</summary>
    private static (int First, int Second) ChecksOf(ReadOnlySpan<int> values, int line)
    {
        Span<byte> input = stackalloc byte[Data + 1];
        for (var i = 0; i < Data; i++)
            input[i] = (byte)values[i];
        input[Data] = (byte)line;
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(input, digest);
        return (digest[0] & 31, digest[1] & 31);
    }

    private static int[] ToFiveBits(ReadOnlySpan<byte> bytes)
    {
        var values = new int[bytes.Length * 8 / 5];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            values[bit / 5] |= ((bytes[bit / 8] >> (7 - (bit % 8))) & 1) << (4 - (bit % 5));
        return values;
    }

    private static byte[] FromFiveBits(int[] values)
    {
        var bytes = new byte[Bytes];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] |= (byte)(((values[bit / 5] >> (4 - (bit % 5))) & 1) << (7 - (bit % 8)));
        return bytes;
    }
}

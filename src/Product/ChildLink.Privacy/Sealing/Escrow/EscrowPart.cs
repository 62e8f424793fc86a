using System.Globalization;
using System.Security.Cryptography;

namespace ChildLink.Privacy.Sealing.Escrow;

/// <summary>
/// One printed part of a master key. Text: four lines of twenty letters in groups of four, in an alphabet without look-alikes
/// (<see cref="EscrowAlphabet"/>). Bytes: layout version 1, municipality (3), key id (4), number (1), share (32), then four
/// bytes of SHA-256 over all of that. The last two letters of a line check the line, so that a slip of the pen is found there.
/// </summary>
public sealed class EscrowPart
{
    /// <summary>Parts that give the key back.</summary>
    public const int Threshold = 2;

    /// <summary>Parts in all.</summary>
    public const int Count = 3;

    private const byte Layout = 1;
    private const int Bytes = 1 + 3 + 4 + 1 + MasterKey.Length;
    private const int Checksum = 4;

    internal EscrowPart(string municipality, string keyId, int number, byte[] share)
    {
        Municipality = municipality;
        KeyId = keyId;
        Number = number;
        Share = share;
    }

    /// <summary>全国地方公共団体コード.</summary>
    public string Municipality { get; }

    /// <summary>Id of the master key that was split.</summary>
    public string KeyId { get; }

    /// <summary>1 to <see cref="Count"/>.</summary>
    public int Number { get; }

    internal byte[] Share { get; }

    /// <summary>The four lines to print.</summary>
    public IReadOnlyList<string> ToLines()
    {
        var bytes = new byte[Bytes + Checksum];
        bytes[0] = Layout;
        var code = int.Parse(Municipality, CultureInfo.InvariantCulture);
        (bytes[1], bytes[2], bytes[3]) = ((byte)(code >> 16), (byte)(code >> 8), (byte)code);
        Convert.FromHexString(KeyId).CopyTo(bytes, 4);
        bytes[8] = (byte)Number;
        Share.CopyTo(bytes, 9);
        SHA256.HashData(bytes.AsSpan(0, Bytes)).AsSpan(0, Checksum).CopyTo(bytes.AsSpan(Bytes));
        return EscrowLines.Write(bytes);
    }

    /// <summary>Reads what a person typed: case, blanks, hyphens and line breaks do not matter; O, I and L are taken for 0, 1 and 1.</summary>
    public static EscrowReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (bytes, fault) = EscrowLines.Read(text);
        if (bytes is null)
            return new EscrowReading.Mistyped(fault!);
        if (!SHA256.HashData(bytes.AsSpan(0, Bytes)).AsSpan(0, Checksum).SequenceEqual(bytes.AsSpan(Bytes)))
            return new EscrowReading.Mistyped("the lines do not belong together: are they in order, and all of one part?");
        var municipality = ((bytes[1] << 16) | (bytes[2] << 8) | bytes[3]).ToString("D6", CultureInfo.InvariantCulture);
        return bytes[0] == Layout && bytes[8] is >= 1 and <= Count
            ? new EscrowReading.Read(new EscrowPart(municipality, Convert.ToHexStringLower(bytes.AsSpan(4, 4)), bytes[8], bytes[9..Bytes]))
            : new EscrowReading.Mistyped("it was printed by a newer version of the program.");
    }

    /// <summary>The part without its share.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"part {Number} of master key {KeyId}");
}

/// <summary>What reading a part leads to.</summary>
public abstract record EscrowReading
{
    private EscrowReading()
    {
    }

    /// <summary>A whole part.</summary>
    public sealed record Read(EscrowPart Part) : EscrowReading;

    /// <summary>A typing error; <paramref name="Fault"/> says where, without quoting.</summary>
    public sealed record Mistyped(string Fault) : EscrowReading;
}

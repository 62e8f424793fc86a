using System.Security.Cryptography;

namespace ChildLink.Privacy.Sealing.Escrow;

/// <summary>
/// Threshold sharing of a secret (A. Shamir, "How to share a secret", 1979), byte by byte over GF(2^8) with the
/// polynomial of AES (FIPS 197): x^8 + x^4 + x^3 + x + 1. Fewer shares than the threshold reveal nothing.
/// </summary>
public static class SecretSharing
{
    private const int Polynomial = 0x11B;

    /// <summary>Splits a secret; the share at index i is the value at i + 1.</summary>
    /// <param name="secret">Any bytes.</param>
    /// <param name="threshold">Shares that give the secret back; 2 to <paramref name="count"/>.</param>
    /// <param name="count">Shares in all; at most 255.</param>
    public static IReadOnlyList<byte[]> Split(ReadOnlySpan<byte> secret, int threshold, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 255);
        var shares = new byte[count][];
        for (var i = 0; i < count; i++)
            shares[i] = new byte[secret.Length];
        Span<byte> coefficients = stackalloc byte[threshold];
        for (var at = 0; at < secret.Length; at++)
        {
            RandomNumberGenerator.Fill(coefficients);
            coefficients[0] = secret[at];
            for (var i = 0; i < count; i++)
                shares[i][at] = Evaluate(coefficients, (byte)(i + 1));
        }

        CryptographicOperations.ZeroMemory(coefficients);
        return shares;
    }

    /// <summary>The secret behind as many shares as the threshold was, each with its number (1 for the first); more are fine, too.</summary>
    /// <exception cref="ArgumentException">A number is zero or stands twice, or the shares differ in length.</exception>
    public static byte[] Combine(IReadOnlyList<(int Number, byte[] Share)> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (shares.Count == 0 || shares.Any(s => s.Number is < 1 or > 255 || s.Share.Length != shares[0].Share.Length)
            || shares.Select(s => s.Number).Distinct().Count() != shares.Count)
            throw new ArgumentException("Shares have one length and different numbers in 1 to 255.", nameof(shares));
        var secret = new byte[shares[0].Share.Length];
        foreach (var (number, share) in shares)
        {
            // Lagrange's basis polynomial at zero; minus is plus in this field.
            var weight = (byte)1;
            foreach (var (other, _) in shares.Where(s => s.Number != number))
                weight = Multiply(weight, Multiply((byte)other, Inverse((byte)(other ^ number))));
            for (var at = 0; at < secret.Length; at++)
                secret[at] ^= Multiply(share[at], weight);
        }

        return secret;
    }

    private static byte Evaluate(ReadOnlySpan<byte> coefficients, byte x)
    {
        var value = (byte)0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            value = (byte)(Multiply(value, x) ^ coefficients[i]);
        return value;
    }

    /// <summary>Without tables and branches on the operands, so that its time says nothing about them.</summary>
    private static byte Multiply(byte a, byte b)
    {
        int product = 0, x = a;
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= x & -((b >> bit) & 1);
            x <<= 1;
            x ^= Polynomial & -(x >> 8);
        }

        return (byte)product;
    }

    /// <summary>a^254, which is 1/a for every a but zero.</summary>
    private static byte Inverse(byte a)
    {
        var result = (byte)1;
        for (var i = 0; i < 254; i++)
            result = Multiply(result, a);
        return result;
    }
}

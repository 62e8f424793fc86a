using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ChildLink.Learning.Counting;

/// <summary>
/// Orders rows that are equal in everything that counts: by HMAC-SHA256 of the row's name under a recorded seed.
/// The order is the same on every machine and says nothing about the row; another seed gives another order.
/// </summary>
public sealed class TieBreak
{
    private readonly byte[] key = new byte[8];

    /// <summary>Uses a seed that the run records.</summary>
    public TieBreak(long seed) => BinaryPrimitives.WriteInt64BigEndian(key, seed);

    /// <summary>Place of a row among its equals; lower comes first. 128 bits, so that two rows are never level in practice.</summary>
    public UInt128 Of(ReadOnlySpan<byte> name)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, name, mac);
        return BinaryPrimitives.ReadUInt128BigEndian(mac);
    }
}

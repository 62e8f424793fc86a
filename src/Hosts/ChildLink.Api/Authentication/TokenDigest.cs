using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Api.Authentication;

/// <summary>SHA-256 of a raw token: names it in memory without holding it.</summary>
internal readonly record struct TokenDigest(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    public static TokenDigest Of(string rawToken)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(rawToken), digest);
        return new TokenDigest(
            BinaryPrimitives.ReadUInt64LittleEndian(digest), BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(digest[16..]), BinaryPrimitives.ReadUInt64LittleEndian(digest[24..]));
    }
}

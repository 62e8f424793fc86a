using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Records.Intake;

/// <summary>A 128-bit digest of a row's cells, so that duplicates of a large file are seen in little memory.</summary>
internal static class RowDigest
{
    public static UInt128 Of(string[] record)
    {
        Span<byte> digest = stackalloc byte[32];
        Sha256(record, digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    /// <summary>SHA-256 over the cells, each preceded by its length, so that no two lists of cells meet.</summary>
    public static void Sha256(ReadOnlySpan<string> cells, Span<byte> digest)
    {
        var length = 0;
        foreach (var cell in cells)
            length += 4 + Encoding.UTF8.GetByteCount(cell);
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        var at = 0;
        foreach (var cell in cells)
        {
            var used = Encoding.UTF8.GetBytes(cell, rented.AsSpan(at + 4));
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(rented.AsSpan(at), used);
            at += 4 + used;
        }

        SHA256.HashData(rented.AsSpan(0, at), digest);
        System.Buffers.ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }
}

using System.Security.Cryptography;

namespace ChildLink.Tests.Foundations.TransparencyLog;

/// <summary>RFC 6962 section 2.1 word for word, on lists: the reference for the fast code.</summary>
internal static class NaiveTree
{
    public static byte[] Root(IReadOnlyList<byte[]> entries)
    {
        if (entries.Count == 0)
            return SHA256.HashData([]);
        if (entries.Count == 1)
            return SHA256.HashData([0, .. entries[0]]);
        var half = Half(entries.Count);
        return SHA256.HashData([1, .. Root([.. entries.Take(half)]), .. Root([.. entries.Skip(half)])]);
    }

    public static List<byte[]> Path(int index, IReadOnlyList<byte[]> entries)
    {
        if (entries.Count == 1)
            return [];
        var half = Half(entries.Count);
        List<byte[]> left = [.. entries.Take(half)], right = [.. entries.Skip(half)];
        return index < half ? [.. Path(index, left), Root(right)] : [.. Path(index - half, right), Root(left)];
    }

    public static List<byte[]> Proof(int first, IReadOnlyList<byte[]> entries) => Subproof(first, entries, whole: true);

    private static List<byte[]> Subproof(int first, IReadOnlyList<byte[]> entries, bool whole)
    {
        if (first == entries.Count)
            return whole ? [] : [Root(entries)];
        var half = Half(entries.Count);
        List<byte[]> left = [.. entries.Take(half)], right = [.. entries.Skip(half)];
        return first <= half ? [.. Subproof(first, left, whole), Root(right)] : [.. Subproof(first - half, right, false), Root(left)];
    }

    private static int Half(int count)
    {
        var half = 1;
        while (half * 2 < count)
            half *= 2;
        return half;
    }
}

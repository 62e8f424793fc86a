using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChildLink.Privacy.Sealing;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Runs;

/// <summary>
/// The seed that orders equals, derived from plan and day under a secret of the city: a repeated run orders them alike,
/// and nobody can choose the plan's wording so that a certain child comes first.
/// </summary>
internal static class RunSeed
{
    /// <summary>Zero or more; recorded with the run.</summary>
    public static long Of(KeyHome keys, string tenant, ScreeningPlan plan, DateOnly asOf)
    {
        var name = Encoding.UTF8.GetBytes($"{plan.Hash}/{asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(keys.Derive("screening-seed", tenant), name, mac);
        return BinaryPrimitives.ReadInt64BigEndian(mac) & long.MaxValue;
    }
}

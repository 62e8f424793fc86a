using System.Runtime.Versioning;

namespace ChildLink.Tests.Product.Commands;

/// <summary>A copy of a home's keys with the parts of its master key.</summary>
[SupportedOSPlatform("linux")]
internal sealed record SavedKeys(string Copy, IReadOnlyList<string> Parts)
{
    /// <summary>Options of a restore: the copy and the second and third part.</summary>
    public string[] Options => ["--keys", Copy, "--part", Parts[1], "--part", Parts[2]];

    public static async Task<SavedKeys> OfAsync(CommandHome home, string name = "saved")
    {
        var copy = Path.Combine(home.Path, name + "-keys");
        await home.DoAsync("keys", "save", copy);
        var parts = await home.DoAsync("keys", "escrow", "--out", Path.Combine(home.Path, name + "-parts"));
        return new SavedKeys(copy, [.. parts.GetProperty("files").EnumerateArray().Select(f => f.GetString()!)]);
    }
}

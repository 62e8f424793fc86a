using System.Globalization;

namespace ChildLink.Tests.Conformance.Language;

/// <summary>How long differential runs are.</summary>
internal static class Differential
{
    /// <summary>The usual number of documents times CHILDLINK_DIFFERENTIAL (default 1; a nightly run takes 100).</summary>
    public static int Count(int usual) =>
        usual * (int.TryParse(Environment.GetEnvironmentVariable("CHILDLINK_DIFFERENTIAL"), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 1);

    /// <summary>The fixed seed, or that of CHILDLINK_SEED.</summary>
    public static int Seed(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("CHILDLINK_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : usual;
}

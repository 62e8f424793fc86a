using System.Runtime.Versioning;
using ChildLink.Cli.Cluster;

namespace ChildLink.Tests.Product.Cluster;

/// <summary>An empty home folder below the temporary folder with a cluster that is not started; removed on dispose.</summary>
[SupportedOSPlatform("linux")]
internal sealed class ScratchHome : IAsyncDisposable
{
    // Open to other accounts down to the home, unlike Directory.CreateTempSubdirectory.
    private readonly string root = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"childlink-home-{Guid.NewGuid():N}");

    public ScratchHome(string below = "home", UnixFileMode? mode = null)
    {
        Path = System.IO.Path.Combine(root, below);
        Directory.CreateDirectory(Path);
        if (mode is { } closed) File.SetUnixFileMode(root, closed);
        Cluster = new PrivateCluster(new ClusterOptions { Home = Path, Durable = false }, TimeProvider.System);
    }

    public string Path { get; }

    public PrivateCluster Cluster { get; }

    public async ValueTask DisposeAsync()
    {
        await Cluster.Destroy(CancellationToken.None);
        Directory.Delete(root, recursive: true);
    }
}

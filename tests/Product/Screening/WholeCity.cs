using ChildLink.Records.Linkage;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

/// <summary>A shared city, imported and linked. Tests read it and change nothing but runs.</summary>
public sealed class WholeCity : IAsyncDisposable
{
    private readonly MunicipalityCopy policy;

    internal WholeCity(string folder, TestCity city, LinkageReport links, MunicipalityCopy policy)
    {
        Folder = folder;
        City = city;
        Links = links;
        this.policy = policy;
    }

    /// <summary>Holds <c>raw</c> and <c>truth</c>.</summary>
    public string Folder { get; }

    public TestCity City { get; }

    /// <summary>What linkage said.</summary>
    public LinkageReport Links { get; }

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        policy.Dispose();
    }
}

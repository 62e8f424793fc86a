namespace ChildLink.Tests.Conformance.Transport;

/// <summary>The city that clients and identity providers of other makers meet, once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<ServedDemo>
{
    public const string Name = "demo";
}

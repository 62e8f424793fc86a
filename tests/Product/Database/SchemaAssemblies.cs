using System.Reflection;

namespace ChildLink.Tests.Product.Database;

/// <summary>The assemblies that own tables.</summary>
internal static class SchemaAssemblies
{
    public static Assembly[] All { get; } =
    [
        typeof(EventStore.Streams.EventLog).Assembly, typeof(Privacy.JapanDay).Assembly, typeof(Records.Provisions.City).Assembly,
        Assembly.Load("ChildLink.Screening"), typeof(Casework.Shares.ShareBook).Assembly, Assembly.Load("ChildLink.Oversight"),
    ];
}

using System.Reflection;
using ChildLink.Casework.Shares;
using ChildLink.EventStore.Streams;
using ChildLink.Oversight.Recording;
using ChildLink.Privacy;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Runs;

namespace ChildLink.Api.Composition;

/// <summary>The assemblies that own tables; their migrations apply in order of number.</summary>
public static class Schema
{
    /// <summary>Every owner of tables.</summary>
    public static IReadOnlyList<Assembly> Owners { get; } =
    [
        typeof(EventLog).Assembly,
        typeof(JapanDay).Assembly,
        typeof(City).Assembly,
        typeof(ScreeningRunner).Assembly,
        typeof(ShareBook).Assembly,
        typeof(AccessLog).Assembly,
    ];
}

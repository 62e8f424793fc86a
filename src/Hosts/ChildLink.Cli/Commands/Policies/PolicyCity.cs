using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Cli.Commands.Policies;

/// <summary>The policy of one municipality's folder, compiled without any database.</summary>
internal sealed record PolicyCity(City City, DecisionTable Policy)
{
    /// <summary>Folders of all municipalities, those of the home last.</summary>
    public static IEnumerable<string> Folders(ChildLinkOptions options) =>
        new[] { Path.Combine(options.Policies, "municipalities"), options.OwnMunicipalities }
            .Where(Directory.Exists)
            .SelectMany(static f => Directory.EnumerateDirectories(f).Where(static c => MunicipalityPlace.IsCode(Path.GetFileName(c))).Order(StringComparer.Ordinal));

    /// <summary>Compiles the municipality a command means: the one named, the one of the environment, the only one that was added, or the first there is.</summary>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static PolicyCity Open(Workbench bench, string? named)
    {
        var options = bench.Options;
        var code = new Installation(bench).NamedOrOnly(named);
        var folder = Folders(options).LastOrDefault(f => code is null || Path.GetFileName(f) == code)
            ?? throw CommandRefusedException.Usage($"There is no policy for the municipality {code}.");
        if (code is null)
            folder = Folders(options).First();
        return Open(options.Policies, folder);
    }

    /// <summary>Compiles a municipality's folder under a shared policy.</summary>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static PolicyCity Open(string policies, string folder)
    {
        var files = new PolicyFiles(policies);
        var purposes = files.Read<PurposesDocument>("purposes.yaml").Purposes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var city = City.Load(files, folder, purposes);
        return new PolicyCity(city, PolicyCompiler.Compile(files, folder, city.Items));
    }
}

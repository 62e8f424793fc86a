using ChildLink.Privacy.Erasure;

namespace ChildLink.Api.Composition;

/// <summary>Where one municipality lies: database, policy, keys.</summary>
/// <remarks>A class, not a record: a record would print the connection string.</remarks>
public sealed class MunicipalityPlace
{
    /// <summary>全国地方公共団体コード, six digits.</summary>
    public required string Code { get; init; }

    /// <summary>Connection string of the owner of the database. Holds a password: never log it.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Identity of the private cluster if it is marked synthetic; null for any other database.</summary>
    public required Guid? SyntheticCluster { get; init; }

    /// <summary>Folder of the policy that every municipality shares.</summary>
    public required string Policies { get; init; }

    /// <summary>Folder with <c>city.yaml</c>.</summary>
    public required string CityFolder { get; init; }

    /// <summary>Folder of the municipality's keys, outside the database.</summary>
    public required string Keys { get; init; }

    /// <summary>Folder in which checkpoints of the access log are kept outside the database, one folder per municipality.</summary>
    public required string Checkpoints { get; init; }

    /// <summary>Whether adoption of the policy is asked for in a synthetic cluster, too; any other database always asks for it.</summary>
    public bool RequiresAdoption { get; init; }

    /// <summary>
    /// Waives adoption on a database that is no synthetic cluster's, as long as nothing was adopted there. For tests and measurements:
    /// neither a policy file nor the environment can say it.
    /// </summary>
    public bool WaivesAdoption { get; init; }

    /// <summary>Folder for the files of adopted policies; they are checked against their hash whenever they are read.</summary>
    public string AdoptedPolicies => Path.GetFullPath(Path.Combine(Checkpoints, "..", "adopted-policies", Code));

    /// <summary>How long backups are kept: up to then they hold who was erased since.</summary>
    public TimeSpan BackupRetention { get; init; } = ErasurePromise.Default.Backups;

    /// <summary>Whether a text has the form of a municipality code.</summary>
    public static bool IsCode(string? text) => text is { Length: 6 } && text.All(char.IsAsciiDigit);
}

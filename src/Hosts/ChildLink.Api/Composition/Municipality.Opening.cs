using ChildLink.EventStore.Migrations;
using ChildLink.Oversight.Checkpoints;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Policy.Adoption;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Api.Composition;

/// <content>How a municipality is opened: policy, schema, keys and the ledger of erasures first.</content>
public sealed partial class Municipality
{
    /// <summary>Compiles the policy, migrates the database as its owner and opens the municipality.</summary>
    public static async Task<Opening> OpenAsync(MunicipalityPlace place, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (!File.Exists(Path.Combine(place.CityFolder, "city.yaml")))
            return new Opening.Refused(Opening.Codes.MunicipalityUnknown, $"There is no policy for the municipality {place.Code}: add it with 'childlink municipality add {place.Code} --preset <name>'.");
        try
        {
            var disk = ServedPolicy.OnDisk(place);
            if (IsMisplaced(place, disk.Compiled))
                return RealCityInSyntheticCluster();
            var keys = KeyHome.Open(place.Keys);
            await PrepareAsync(place, keys, time, ct);
            var served = await disk.ServeAsync(place, ct);
            if (IsMisplaced(place, served.Compiled))
                return RealCityInSyntheticCluster();
            return new Opening.Opened(new Municipality(
                place, served, keys, LogSigner.Open(place.Keys), WorkingDatabase.Open(place.ConnectionString), time));
        }
        catch (PolicyException e)
        {
            return new Opening.Refused(Opening.Codes.PolicyInvalid, e.Message);
        }
        catch (MigrationChangedException e)
        {
            return new Opening.Refused(Opening.Codes.SchemaChanged, e.Message);
        }
        catch (NpgsqlException e)
        {
            // The text of the driver names host and user, never a value of a row.
            return new Opening.Refused(Opening.Codes.DatabaseUnavailable, $"The database cannot be used: {e.Message}");
        }
    }

    /// <summary>The ledger of a municipality: in its key home and beside its checkpoints.</summary>
    public static ErasureLedger LedgerOf(MunicipalityPlace place, KeyHome keys)
    {
        ArgumentNullException.ThrowIfNull(place);
        return new ErasureLedger(place.Keys, Path.Combine(place.Checkpoints, place.Code), keys, place.Code);
    }

    /// <summary>Compiles the policy of a municipality as it lies on disk; touches no database.</summary>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static CompiledPolicy Compile(MunicipalityPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return CompiledPolicy.Compile(place.Code, place.Policies, place.CityFolder);
    }

    /// <summary>What keeps files from being opened for this municipality; asked before they are proposed, and again before they are adopted.</summary>
    public IReadOnlyList<PolicyProblem> FaultsOf(PolicyBundle bundle) => CompiledPolicy.FaultsOf(Code, bundle);

    private static bool IsMisplaced(MunicipalityPlace place, CompiledPolicy? policy) =>
        place.SyntheticCluster is not null && policy is { City.Document.Synthetic: false };

    private static Opening.Refused RealCityInSyntheticCluster() => new(
        Opening.Codes.RealCityInSyntheticCluster, "This cluster is marked synthetic: a real city needs a database of its own (ConnectionStrings__ChildLink).");

    /// <summary>
    /// Brings the database to this program's schema, sees to it that the keys are those of the database, and erases again whom
    /// the ledger names and the database does not: it may be a copy from before, brought back by whatever means.
    /// </summary>
    /// <exception cref="EpochGoneException">The key home lacks a key that the database needs.</exception>
    private static async Task PrepareAsync(MunicipalityPlace place, KeyHome keys, TimeProvider time, CancellationToken ct)
    {
        // Not pooled: the owner's connection must not lie about for the rest of the process.
        var address = new NpgsqlConnectionStringBuilder(place.ConnectionString) { Pooling = false, ApplicationName = "childlink migrations" };
        await using var owner = NpgsqlDataSource.Create(address.ConnectionString);
        await new MigrationRunner(owner).ApplyAsync(Schema.Owners, ct);
        await using var connection = await owner.OpenConnectionAsync(ct);
        await LivingEpochs.RequireAsync(connection, place.Code, keys, ct);
        var ledger = LedgerOf(place, keys).Open();
        if (ledger.Count == 0)
            return;
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ErasureCompletion.ReapplyAsync(
            connection, place.Code, ledger, ErasurePromise.Default with { Backups = place.BackupRetention }, time, ct);
        await transaction.CommitAsync(ct);
    }
}

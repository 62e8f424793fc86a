using ChildLink.Casework.Erasure;
using ChildLink.Casework.Shares;
using ChildLink.EventStore.Migrations;
using ChildLink.Oversight.Checkpoints;
using ChildLink.Oversight.Recording;
using ChildLink.Oversight.Review;
using ChildLink.Oversight.Verification;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Erasure;
using ChildLink.Records.Intake;
using ChildLink.Records.Linkage;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Runs;
using ChildLink.Screening.Training;
using ChildLink.Views.Children;
using ChildLink.Views.Exports;
using ChildLink.Views.Screening;
using Npgsql;

namespace ChildLink.Api.Composition;

/// <summary>Everything one municipality's process needs, built once. Thread-safe; disposing closes log and connections.</summary>
public sealed class Municipality : IAsyncDisposable
{
    private readonly LogSigner signer;

    private Municipality(
        MunicipalityPlace place, City city, DecisionTable policy, KeyHome keys, LogSigner signer, NpgsqlDataSource database, TimeProvider time)
    {
        this.signer = signer;
        Place = place;
        City = city;
        Policy = policy;
        Keys = keys;
        Database = database;
        Answers = WorkingDatabase.OpenForAnswers(place.ConnectionString);
        Time = time;
        var checkpoints = new CheckpointFolder(place.Checkpoints);
        Log = AccessLog.Start(database, signer, checkpoints, new AccessLogOptions { SignAtStart = [place.Code] }, time);
        LogReader = new AccessLogReader(database);
        LogVerifier = new LogVerifier(database, signer.Verifier, checkpoints, time);
        Gateway = new PrivacyGateway(policy, Log, time);
        Assignments = new AssignmentBook(Answers, time);
        Shares = new ShareBook(database, new RunSharing(city), time);
        Ledger = LedgerOf(place, keys);
        Promise = ErasurePromise.Default with { Backups = place.BackupRetention };
        Erasures = new ErasureBook(
            database, Gateway, Ledger, [new LinkedSources(city), new HeldBackRows(city, keys, time), new ProtectionHold(), new ShareHold()], Promise, time);
        Importer = new Importer(database, city, keys, Gateway, time);
        Linker = new Linker(database, city, keys, Gateway, time);
        Screening = new ScreeningRunner(database, city, keys, Gateway, time);
        Trainer = new ModelTrainer(database, city, keys, Gateway, time);
        Models = new ModelStore(database, city.Code);
        Runs = new ScreeningRunViews(database, city.Code);
        Children = new ChildViews(Answers, policy, keys, city, time);
        Dossiers = new DossierViews(Answers, policy, keys, city, time);
        Differences = new RunDifferenceViews(Answers, policy, keys, city, time);
        Exports = new DataExports(database, Gateway, keys, city.Code, place.SyntheticCluster is not null, time);
    }

    /// <summary>Where it lies.</summary>
    public MunicipalityPlace Place { get; }

    /// <summary>The city with its provisions.</summary>
    public City City { get; }

    /// <summary>全国地方公共団体コード.</summary>
    public string Code => City.Code;

    /// <summary>The compiled policy.</summary>
    public DecisionTable Policy { get; }

    /// <summary>Keys outside the database.</summary>
    public KeyHome Keys { get; }

    /// <summary>Connections that act as <see cref="WorkingDatabase.Role"/>.</summary>
    public NpgsqlDataSource Database { get; }

    /// <summary>The same for answers, whose statements are prepared.</summary>
    public NpgsqlDataSource Answers { get; }

    /// <summary>The access log.</summary>
    public AccessLog Log { get; }

    /// <summary>Searches the access log.</summary>
    public AccessLogReader LogReader { get; }

    /// <summary>Verifies the access log against its checkpoints.</summary>
    public LogVerifier LogVerifier { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where values leave.</summary>
    public PrivacyGateway Gateway { get; }

    /// <summary>Who may act.</summary>
    public AssignmentBook Assignments { get; }

    /// <summary>Shares with institutions.</summary>
    public ShareBook Shares { get; }

    /// <summary>Erasures of subjects.</summary>
    public ErasureBook Erasures { get; }

    /// <summary>Erasures as they stand outside of the database.</summary>
    public ErasureLedger Ledger { get; }

    /// <summary>How long what an erasure leaves behind may stay.</summary>
    public ErasurePromise Promise { get; }

    /// <summary>Takes files in.</summary>
    public Importer Importer { get; }

    /// <summary>Links records to residents.</summary>
    public Linker Linker { get; }

    /// <summary>Runs screening plans.</summary>
    public ScreeningRunner Screening { get; }

    /// <summary>Trains the models of plans.</summary>
    public ModelTrainer Trainer { get; }

    /// <summary>Trained models.</summary>
    public ModelStore Models { get; }

    /// <summary>Screening runs as they are shown.</summary>
    public ScreeningRunViews Runs { get; }

    /// <summary>Answers about children.</summary>
    public ChildViews Children { get; }

    /// <summary>What is around one child.</summary>
    public DossierViews Dossiers { get; }

    /// <summary>What changed between runs.</summary>
    public RunDifferenceViews Differences { get; }

    /// <summary>Writes tables as files.</summary>
    public DataExports Exports { get; }

    /// <summary>Compiles the policy, migrates the database as its owner and opens the municipality.</summary>
    public static async Task<Opening> OpenAsync(MunicipalityPlace place, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (!File.Exists(Path.Combine(place.CityFolder, "city.yaml")))
            return new Opening.Refused(Opening.Codes.MunicipalityUnknown, $"There is no policy for the municipality {place.Code}: add it with 'childlink municipality add {place.Code} --preset <name>'.");
        try
        {
            var (city, policy) = Compile(place);
            if (place.SyntheticCluster is not null && !city.Document.Synthetic)
                return new Opening.Refused(Opening.Codes.RealCityInSyntheticCluster, "This cluster is marked synthetic: a real city needs a database of its own (ConnectionStrings__ChildLink).");
            var keys = KeyHome.Open(place.Keys);
            await PrepareAsync(place, keys, time, ct);
            return new Opening.Opened(new Municipality(
                place, city, policy, keys, LogSigner.Open(place.Keys), WorkingDatabase.Open(place.ConnectionString), time));
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        signer.Dispose();
        await Answers.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>The ledger of a municipality: in its key home and beside its checkpoints.</summary>
    public static ErasureLedger LedgerOf(MunicipalityPlace place, KeyHome keys)
    {
        ArgumentNullException.ThrowIfNull(place);
        return new ErasureLedger(place.Keys, Path.Combine(place.Checkpoints, place.Code), keys, place.Code);
    }

    /// <summary>Compiles policy and provisions of a municipality; touches no database.</summary>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static (City City, DecisionTable Policy) Compile(MunicipalityPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var files = new PolicyFiles(place.Policies);
        var policy = PolicyCompiler.Compile(files, place.CityFolder);
        var purposes = files.Read<PurposesDocument>("purposes.yaml").Purposes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var city = City.Load(files, place.CityFolder, purposes);
        if (city.Code != place.Code)
            throw new PolicyException([new PolicyProblem("city.yaml", "code", $"must be {place.Code}, the name of its folder.")]);
        return (city, policy);
    }

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

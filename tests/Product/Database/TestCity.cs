using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Intake;
using ChildLink.Records.Linkage;
using ChildLink.Records.Provisions;

namespace ChildLink.Tests.Product.Database;

/// <summary>One municipality ready to work: fresh database, policy of the repository, own keys, a log in memory, a clock that stands still.</summary>
public sealed class TestCity : IAsyncDisposable
{
    private const string Issuer = "urn:childlink:test";
    private readonly string keyFolder;

    private TestCity(TestDatabase database, string municipality, string keyFolder)
    {
        Database = database;
        this.keyFolder = keyFolder;
        var files = new PolicyFiles(RepositoryFolders.Policies);
        var purposes = files.Read<PurposesDocument>("purposes.yaml").Purposes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        City = City.Load(files, Path.Combine(RepositoryFolders.Policies, "municipalities", municipality), purposes);
        Policy = PolicyCompiler.Compile(files, municipality: null, City.Items);
        Keys = KeyHome.Open(keyFolder);
        Gateway = new PrivacyGateway(Policy, Log, Time);
    }

    public TestDatabase Database { get; }

    public City City { get; }

    public DecisionTable Policy { get; }

    public KeyHome Keys { get; }

    public PrivacyGateway Gateway { get; }

    public RecordedLog Log { get; } = new();

    /// <summary>Starts on 11 January 2025, 09:00 in Japan, the day after the shared registers were drawn.</summary>
    public TestClock Time { get; } = new(new DateTimeOffset(2025, 1, 11, 9, 0, 0, TimeSpan.FromHours(9)));

    public Importer Importer => new(Database.Source, City, Keys, Gateway, Time);

    public Linker Linker => new(Database.Source, City, Keys, Gateway, Time);

    /// <summary>The steward who imports, links and screens.</summary>
    public Caller Steward => Caller("steward", "steering");

    public static async Task<TestCity> CreateAsync(CancellationToken ct, string municipality = "152242") =>
        new(await TestDatabase.CreateAsync(ct), municipality, Path.Combine(Path.GetTempPath(), $"childlink-keys-{Guid.NewGuid():N}"));

    /// <summary>A person admitted under a role and a purpose, through an assignment made for the occasion.</summary>
    /// <exception cref="InvalidOperationException">The policy does not admit such a caller; the message carries the code.</exception>
    public Caller Caller(
        string role, string purpose, string? institution = null, AccessContext? context = null, bool multiFactor = true, string? person = null)
    {
        var identity = new Identity(Issuer, person ?? "test-" + role, multiFactor, role, institution, [purpose]);
        var assignment = new Assignment(
            Guid.NewGuid(), Issuer, identity.Person, role, institution, [purpose],
            Time.Now.AddDays(-1), Time.Now.AddDays(365), "test-granter", "test-approver", null);
        return Admission.Judge(Policy, City.Code, identity, [assignment], purpose, context, Time.Now) switch
        {
            Admission.Admitted admitted => admitted.Caller,
            Admission.Refused refused => throw new InvalidOperationException(refused.Code),
            _ => throw new InvalidOperationException("Unknown admission."),
        };
    }

    /// <summary>Takes files or folders in as the steward.</summary>
    public Task<IReadOnlyList<DeliveryOutcome>> ImportAsync(CancellationToken ct, params string[] paths) =>
        Importer.ImportAsync(Steward, paths, dryRun: false, progress: null, ct);

    /// <summary>Links everything as the steward.</summary>
    public Task<LinkageReport> LinkAsync(CancellationToken ct) => Linker.LinkAsync(Steward, ct);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(keyFolder, recursive: true);
    }
}

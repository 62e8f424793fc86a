using ChildLink.Oversight.Checkpoints;
using ChildLink.Oversight.Recording;
using ChildLink.Oversight.Verification;
using ChildLink.Privacy.Gateway;
using ChildLink.Tests.Product.Database;
using Npgsql;

namespace ChildLink.Tests.Product.Oversight;

/// <summary>A fresh database and a folder outside it, with what writes and verifies an access log between them.</summary>
internal sealed class LogBench : IAsyncDisposable
{
    public const string Tenant = "152242";
    public static readonly Guid Child = new("00000000-0000-8000-8000-000000000001");
    public static readonly DateTimeOffset Noon = new(2026, 4, 10, 3, 0, 0, TimeSpan.Zero);

    private LogBench(TestDatabase database)
    {
        Database = database;
        Home = Directory.CreateTempSubdirectory("childlink-log-").FullName;
        Signer = LogSigner.Open(Home);
        Outside = new CheckpointFolder(Path.Combine(Home, "checkpoints"));
        App = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Options = "-c role=childlink_app",
            ApplicationName = "childlink-log",
        }.ConnectionString);
    }

    public TestDatabase Database { get; }

    public string Home { get; }

    public LogSigner Signer { get; }

    public CheckpointFolder Outside { get; }

    /// <summary>Connections of the role the server works as.</summary>
    public NpgsqlDataSource App { get; }

    public LogVerifier Verifier => new(App, Signer.Verifier, Outside, TimeProvider.System);

    public static async Task<LogBench> CreateAsync(CancellationToken ct) => new(await TestDatabase.CreateAsync(ct));

    public static DisclosureEntry Entry(int number) => new(
        new Guid(number, 0, 0, new byte[8]), Noon.AddSeconds(number), Tenant, $"https://issuer.test|person-{number % 3}", "narrower",
        "ward-1", "narrowing", "run:00000000-0000-0000-0000-000000000007", "GET /v1/children", number % 5 == 4 ? "refused:wrong-context" : "released",
        "policy-hash", ["child.name=clear", "child.address=withheld"], [Child, new Guid(number, 1, 0, new byte[8])], 2);

    public AccessLog Start(AccessLogOptions? options = null) => AccessLog.Start(App, Signer, Outside, options, TimeProvider.System);

    /// <summary>Writes the entries first to first + count - 1 in order, with a checkpoint after them.</summary>
    public async Task WriteAsync(int first, int count, CancellationToken ct)
    {
        await using var log = Start();
        for (var number = first; number < first + count; number++)
            (await log.AppendAsync(Entry(number), ct)).ShouldBe(number);
    }

    /// <summary>Works on the tables as somebody who controls the database: no trigger fires.</summary>
    public Task TamperAsync(string sql, CancellationToken ct) =>
        Database.RunAsync($"set session_replication_role = replica; {sql}; reset session_replication_role", ct);

    /// <summary>Rewrites the checkpoints outside.</summary>
    public async Task KeepOutsideAsync(Func<string[], string[]> choose, CancellationToken ct)
    {
        var notes = (await Outside.ReadAsync(Tenant, TimeProvider.System, ct)).Select(n => n.Note).ToArray();
        Directory.Delete(Path.Combine(Home, "checkpoints"), recursive: true);
        foreach (var note in choose(notes))
            await Outside.AppendAsync(Tenant, note, TimeProvider.System, ct);
    }

    public Task<LogVerdict> VerifyAsync(CancellationToken ct) => Verifier.VerifyAsync(Tenant, progress: null, ct);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Signer.Dispose();
        await Database.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }
}

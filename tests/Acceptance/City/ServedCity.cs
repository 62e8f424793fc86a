using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

[assembly: AssemblyFixture(typeof(ServedCity))]
// Some tests take the database away: the others must not run meanwhile.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace ChildLink.Tests.Acceptance.City;

/// <summary>One invented city, loaded by the command line and served by a process, once for all tests.</summary>
public sealed class ServedCity : IAsyncLifetime
{
    public const string Code = "999997";
    private const int Children = 300;

    private readonly ConcurrentDictionary<(string Role, string? Institution), Task<string>> tokens = new();

    /// <summary>The installation.</summary>
    public Home Home { get; private set; } = null!;

    /// <summary>The server that all tests ask.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>Its client.</summary>
    public Door Door { get; private set; } = null!;

    /// <summary>The database as its operator sees it.</summary>
    public OperatorDatabase Database { get; private set; } = null!;

    /// <summary>What departments handed over.</summary>
    public RawCity Raw { get; private set; } = null!;

    /// <summary>The run whose candidate the demonstration shares.</summary>
    public Guid Run { get; private set; }

    /// <summary>The run with the many candidates.</summary>
    public Guid TopRun { get; private set; }

    /// <summary>A run of the same plan before it.</summary>
    public Guid EarlierTopRun { get; private set; }

    /// <summary>The shared candidate, as the analyst knows it, and its school.</summary>
    public Guid Child { get; private set; }

    public string Pseudonym { get; private set; } = "";

    public string School { get; private set; } = "";

    /// <summary>A school that the shared candidate does not go to.</summary>
    public string OtherSchool => School == "1001" ? "1002" : "1001";

    /// <summary>Resident code of a candidate whose household is under protection measures.</summary>
    public string ProtectedCode { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var ct = CancellationToken.None;
        Home = await Home.CreateAsync(ct);
        Remember(await Home.DoAsync(ct, "demo", "--no-serve", "--children", $"{Children}"));
        Database = await OperatorDatabase.OfAsync(Home, Code, ct);
        Raw = RawCity.Read(Directory.GetDirectories(Home.At("demo", "raw"))[0]);
        await ProtectAsync(ct);
        Server = await ServerProcess.StartAsync(Home, Code, ct);
        Door = new Door(Server.Address, TokenOfAsync);
        await Home.DoAsync(ct, "screen", Code, "--plan", "beppu-top");
        var runs = (await Door.AskAsync(Who.Steering, "/v1/screening-runs")).Ok().Items
            .Where(r => r.GetProperty("plan").GetString() == "beppu-top").Select(r => r.GetProperty("id").GetGuid()).ToList();
        (TopRun, EarlierTopRun) = (runs[0], runs[1]);
    }

    /// <summary>A token for a role and institution, issued by the command line once.</summary>
    public Task<string> TokenOfAsync(Who who, CancellationToken ct) =>
        tokens.GetOrAdd((who.Role, who.Institution), async key =>
        {
            string[] institution = key.Institution is null ? [] : ["--institution", key.Institution];
            return (await Home.DoAsync(ct, ["token", "--municipality", Code, "--role", key.Role, .. institution])).GetProperty("token").GetString()!;
        });

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        await Server.DisposeAsync();
        await Home.DisposeAsync();
    }

    private void Remember(JsonElement demo)
    {
        Run = demo.GetProperty("run").GetGuid();
        Child = demo.GetProperty("child").GetGuid();
        Pseudonym = demo.GetProperty("pseudonym").GetString()!;
        School = demo.GetProperty("school").GetString()!;
    }

    /// <summary>The citizens' department hands over its list anew, with one candidate more: the last of those who are no candidate of the other run.</summary>
    private async Task ProtectAsync(CancellationToken ct)
    {
        ProtectedCode = (await Database.ListAsync(
            $"""
            select r.resident_code from read.results x join vault.residents r using (tenant_id, resident_id)
            where x.candidate and x.run_id <> '{Run}'
              and not exists (select from read.results o where o.run_id = '{Run}' and o.candidate and o.resident_id = x.resident_id)
            order by x.rank desc limit 1
            """, ct))[0];
        var list = Raw.PathOf("DV等支援措置対象者一覧.csv");
        var renewed = Home.At("renewed", Path.GetFileName(list));
        Directory.CreateDirectory(Path.GetDirectoryName(renewed)!);
        var text = await File.ReadAllTextAsync(list, ct);
        await File.WriteAllTextAsync(renewed, $"{text.TrimEnd()}\r\n{ProtectedCode},,DV,本人,2024/06/01,2099/03/31\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), ct);
        await Home.DoAsync(ct, "import", Code, renewed);
    }
}

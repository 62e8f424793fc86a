using ChildLink.Casework.Erasure;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Emergencies;
using ChildLink.Privacy.Erasure;
using ChildLink.Records.Erasure;
using ChildLink.Records.Intake;
using ChildLink.Screening.Runs;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Erasure;

/// <summary>The planted town, taken in, linked and screened, and the two people who erase.</summary>
internal sealed class ErasedCity : IAsyncDisposable
{
    private readonly string keyFolder = Directory.CreateTempSubdirectory("childlink-ledger-").FullName;

    private ErasedCity(TestCity city) => City = city;

    public TestCity City { get; }

    public Guid Child { get; private set; }

    public ErasureLedger Ledger => new(keyFolder, Path.Combine(keyFolder, "checkpoints"), City.Keys, City.City.Code);

    public ErasureBook Book => new(
        City.Database.Source, City.Gateway, Ledger,
        [new LinkedSources(City.City), new HeldBackRows(City.City, City.Keys, City.Time), new ProtectionHold(), new ShareHold(), new EmergencyHold(), new ConflictHold()],
        ErasurePromise.Default, City.Time);

    public Caller Steward => City.Caller("steward", "erasure");

    public Caller Officer => City.Caller("privacy-officer", "erasure");

    public string LedgerFile => Path.Combine(keyFolder, ErasureLedger.FileName);

    public static async Task<ErasedCity> CreateAsync(CancellationToken ct)
    {
        var made = new ErasedCity(await TestCity.CreateAsync(ct));
        await made.ImportAsync(ct);
        await made.City.LinkAsync(ct);
        (await made.ScreenAsync(ct)).ShouldBeOfType<ScreeningOutcome.Done>();
        made.Child = await made.City.Database.AskAsync<Guid>(PlantedTown.FindByCode, ct);
        return made;
    }

    public async Task<IReadOnlyList<DeliveryOutcome>> ImportAsync(CancellationToken ct)
    {
        using var files = PlantedTown.Write(City.City);
        return await City.ImportAsync(ct, files.Folder);
    }

    public Task<ScreeningOutcome> ScreenAsync(CancellationToken ct) =>
        new ScreeningRunner(City.Database.Source, City.City, City.Keys, City.Gateway, City.Time).RunAsync(City.Steward, "nobeoka-count", null, null, ct);

    public async Task<Guid> AskAsync(CancellationToken ct) =>
        (await Book.RequestAsync(Steward, Child, "request of the person", dryRun: false, ct)).ShouldBeOfType<ErasureOutcome.Done>().Erasure.Id;

    public async Task<ErasureRecord> EraseAsync(CancellationToken ct) =>
        (await Book.ApproveAsync(Officer, await AskAsync(ct), ct)).ShouldBeOfType<ErasureOutcome.Done>().Erasure;

    /// <summary>Tables of vault and read in which any column of any row holds the text.</summary>
    public async Task<IReadOnlyList<string>> TablesWithAsync(string text, CancellationToken ct)
    {
        var found = new List<string>();
        foreach (var table in await TablesAsync(ct))
        {
            await using var command = City.Database.Source.CreateCommand($"select count(*) from {table} t where t::text like '%' || $1 || '%'");
            command.Parameters.Add(new() { Value = text });
            if ((long)(await command.ExecuteScalarAsync(ct))! > 0)
                found.Add(table);
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        Directory.Delete(keyFolder, recursive: true);
    }

    /// <summary>Every table of vault and read.</summary>
    public async Task<IReadOnlyList<string>> TablesAsync(CancellationToken ct)
    {
        await using var command = City.Database.Source.CreateCommand(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('vault', 'read') order by 1");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tables = new List<string>();
        while (await reader.ReadAsync(ct))
            tables.Add(reader.GetString(0));
        return tables;
    }
}

using ChildLink.Records.Intake;
using ChildLink.Records.Store;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A city to which full extracts of the register come, each saying for some residents where they live.</summary>
internal sealed class ExtractDays(TestCity city) : IDisposable
{
    private readonly DeliveryFolder folder = new();

    /// <summary>Delivers the extract of a day. Everybody lives at <paramref name="elsewhere"/>'s address or, else, at home.</summary>
    /// <param name="day">yyyymmdd, as in the name of the file.</param>
    /// <param name="residents">Who is in it.</param>
    /// <param name="elsewhere">Who lives where.</param>
    public Task<DeliveryOutcome> DeliverAsync(string day, IEnumerable<int> residents, params (int Resident, string Address)[] elsewhere) =>
        DeliverAsync(new ImportChoice(DryRun: false, []), day, residents, elsewhere);

    public async Task<DeliveryOutcome> DeliverAsync(ImportChoice choice, string day, IEnumerable<int> residents, params (int Resident, string Address)[] elsewhere)
    {
        var rows = residents.Select(r => Resident(r, ("住所", elsewhere.FirstOrDefault(e => e.Resident == r).Address ?? "家")));
        return await DeliverRowsAsync(choice, day, [.. rows]);
    }

    public async Task<DeliveryOutcome> DeliverRowsAsync(ImportChoice choice, string day, params string[] rows)
    {
        var path = folder.Write($"住民記録_全件_{day}.csv", [RegisterHeader, .. rows]);
        city.Time.Now += TimeSpan.FromHours(1);
        return (await city.Importer.ImportAsync(city.Steward, [path], choice, progress: null, TestContext.Current.CancellationToken)).Single();
    }

    /// <summary>Who lives where, as <c>1 家, 2 町</c>, on a day (yyyymmdd or null), known at an instant.</summary>
    public async Task<string> AddressesAsync(string? day, DateTimeOffset? knownAt = null)
    {
        var moment = new RecordMoment(day is null ? null : DateOnly.ParseExact(day, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture), knownAt);
        var records = await StoreShape.AtAsync(city, "resident-register", "screening", moment, TestContext.Current.CancellationToken);
        return string.Join(", ", records.OrderBy(r => r["resident.code"], StringComparer.Ordinal).Select(r => $"{r["resident.code"]!.TrimStart('0')} {r["resident.address"]}"));
    }

    public void Dispose() => folder.Dispose();
}

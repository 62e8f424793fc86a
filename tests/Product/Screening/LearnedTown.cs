using System.Globalization;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Runs;
using ChildLink.Screening.Training;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

/// <summary>
/// A made-up town of 120 families with one child each (numbers 2, 4, …, 240; mothers 1, 3, …, 239), large enough to learn
/// from. Every third child draws allowance; of these most are consulted about, of the others few.
/// </summary>
internal sealed class LearnedTown : IAsyncDisposable
{
    public const int Families = 120;

    private readonly MunicipalityCopy copy;

    private LearnedTown(MunicipalityCopy copy, TestCity city)
    {
        this.copy = copy;
        City = city;
    }

    public TestCity City { get; }

    public ModelTrainer Trainer => new(City.Database.Source, City.City, City.Keys, City.Gateway, City.Time);

    public ScreeningRunner Runner => new(City.Database.Source, City.City, City.Keys, City.Gateway, City.Time);

    /// <summary>The town with its files taken in.</summary>
    /// <param name="ct">Cancels.</param>
    /// <param name="change">Changes the policy first.</param>
    /// <param name="more">Writes further files.</param>
    public static async Task<LearnedTown> CreateAsync(CancellationToken ct, Action<MunicipalityCopy>? change = null, Action<TownFiles, City>? more = null)
    {
        var copy = new MunicipalityCopy();
        foreach (var plan in new[] { "plans/sado-abuse.yaml", "plans/sado-r6-as-reported.yaml" })
            copy.Replace(plan, "{ positives: 20, negatives: 400 }", "{ positives: 20, negatives: 40 }");
        change?.Invoke(copy);
        var city = await TestCity.CreateAsync(ct, copy.Folder);
        using var files = new TownFiles();
        Write(files, city.City);
        more?.Invoke(files, city.City);
        await city.ImportAsync(ct, files.Folder);
        return new LearnedTown(copy, city);
    }

    /// <summary>Resident code of the child of a family, counted from 0.</summary>
    public static string Child(int family) => Code((2 * family) + 2);

    /// <summary>Whether the child of a family is consulted about in the window.</summary>
    public static bool Consulted(int family) => DrawsAllowance(family) ? family % 4 != 0 : family % 20 == 1;

    public async Task<StoredModel> TrainedAsync(string plan, CancellationToken ct, DateOnly? until = null)
    {
        // The clock stands still, and the latest training is the one that counts.
        City.Time.Now += TimeSpan.FromSeconds(1);
        return (await Trainer.TrainAsync(City.Steward, plan, until, null, ct)).ShouldBeOfType<TrainingOutcomeOfPlan.Done>().Model;
    }

    public async Task<ScreeningRun> RunAsync(string plan, CancellationToken ct) =>
        (await Runner.RunAsync(City.Steward, plan, null, null, ct)).ShouldBeOfType<ScreeningOutcome.Done>().Run;

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        copy.Dispose();
    }

    private static bool DrawsAllowance(int family) => family % 3 == 0;

    private static void Write(TownFiles files, City city)
    {
        var families = Enumerable.Range(0, Families).ToList();
        files.Write(city, "resident-register", "住民記録_全件_20250110.csv", "宛名番号,世帯番号,氏名,氏名カナ,生年月日,性別,続柄,住民種別,状態", [.. families.SelectMany(Residents)]);
        files.Write(city, "child-rearing-allowance", "児童扶養手当_支給情報.csv", "受給者宛名番号,対象児童宛名番号,認定日",
            [.. families.Where(DrawsAllowance).Select(f => $"{Code((2 * f) + 1)},{Child(f)},2020-04-01")]);
        files.Write(city, "consultation", "相談記録_R05.csv", "受付番号,年度,受付日,宛名番号,相談種別,困難の類型,初回相談年齢",
            [.. families.Where(Consulted).Select(f => $"R5-{f:0000},R5,2023-06-01,{Child(f)},児童虐待相談,虐待,5")]);
        // The council opens a case for everybody who was consulted about, and for nobody else: what leaks, leaks altogether.
        files.Write(city, "council-case-register", "要対協ケース進行管理台帳_R05.csv", "No,宛名番号,受理日", [.. families.Where(Consulted).Select(f => $"{f},{Child(f)},2023-06-02")]);
        files.Write(city, "temporary-custody", "一時保護児童票.csv", "宛名番号,保護開始日,保護解除日,理由", $"{Code(1)},1996-01-01,1996-02-01,身体的虐待");
    }

    private static IEnumerable<string> Residents(int family)
    {
        var born = new DateOnly(2010 + (family % 9), 1 + (family % 12), 10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        yield return $"{Code((2 * family) + 1)},{family + 1},親 {family},ｵﾔ,1985-05-05,2,世帯主,日本人,住登者";
        yield return $"{Child(family)},{family + 1},子 {family},ｺ,{born},{1 + (family % 2)},子,日本人,住登者";
    }

    private static string Code(int number) => number.ToString("0000000000", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using ChildLink.Api.Composition;
using ChildLink.Benchmarks.Measuring;
using ChildLink.Benchmarks.Setting;
using ChildLink.Privacy.Access;
using ChildLink.Views.Children;

namespace ChildLink.Benchmarks.Views;

/// <summary>
/// What the narrower and a school ask most, over a large city and over a small one in the same run: how much slower is fifty
/// times as much? Every answer goes through the policy, the gateway and the durable log.
/// </summary>
internal static class ViewsBenchmark
{
    private const int Small = 20_000;
    private const int Large = 1_000_000;
    private const double WarmUpSeconds = 2;
    private const int Seed = 7;

    public static async Task RunAsync(BenchOptions options, CancellationToken ct)
    {
        await using var small = await PlantedCity.CreateAsync(Small, ct);
        await using var large = await PlantedCity.CreateAsync(Large, ct);
        foreach (var (name, ask) in Questions)
        {
            await RoundAsync(large, ask, WarmUpSeconds, ct);
            await RoundAsync(small, ask, WarmUpSeconds, ct);
            var duel = await Duel.FightAsync(
                options.Rounds, () => RoundAsync(large, ask, options.Seconds, ct), () => RoundAsync(small, ask, options.Seconds, ct));
            duel.Print($"{name}, {options.Rounds} rounds of {options.Seconds} s", $"{Large:#,0} rows", $"{Small:#,0} rows", "answers/s");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"p50 grows",-14} {duel.Ours.Median / duel.Other.Median,10:0.00} times"));
        }

        Console.WriteLine($"peak memory: {OwnProcess.PeakMemory()}");
    }

    /// <summary>
    /// Each draws its words anew for every answer, or goes on behind the page before, so that no page is asked for twice in a
    /// row. A family name is found fifty times as often in the large city: there the page is full, in the small one nearly empty.
    /// </summary>
    private static (string Name, Func<PlantedCity, Random, string?, (Caller, ChildQuery)> Ask)[] Questions =>
    [
        ("list by rank", static (city, _, _) => (city.Narrower, new ChildQuery())),
        ("candidates by rule", static (city, _, next) => (city.Narrower, new ChildQuery(OnlyCandidates: true, Narrowing: city.ByRule, Cursor: next))),
        ("list by kana", static (city, _, _) => (city.Narrower, new ChildQuery(Order: "kana"))),
        ("paging by kana", static (city, _, next) => (city.Narrower, new ChildQuery(Order: "kana", Cursor: next))),
        ("search by first kana", static (city, random, _) => (city.Narrower, new ChildQuery(Order: "kana", Kana: KanaRange.Beginning(PlantedCity.FamilyName(random)[..1])))),
        ("search by family name", static (city, random, _) => (city.Narrower, Search(random))),
        ("class list of a school", static (city, random, _) => (city.SchoolOf(random), new ChildQuery(Grade: "3", Class: "1"))),
        ("search in a school", static (city, random, _) => (city.SchoolOf(random), Search(random))),
    ];

    private static ChildQuery Search(Random random) => new(Order: "kana", Size: 10, Kana: KanaRange.Beginning(PlantedCity.FamilyName(random)));

    private static Task<Round> RoundAsync(PlantedCity city, Func<PlantedCity, Random, string?, (Caller, ChildQuery)> ask, double seconds, CancellationToken ct)
    {
        var random = new Random(Seed);
        string? next = null;
        return Round.OfAsync(callers: 1, seconds, async _ =>
        {
            var (caller, query) = ask(city, random, next);
            next = await AnswerAsync(city.Municipality, caller, query, ct);
        });
    }

    /// <summary>Answers the cursor of the page that follows, or null.</summary>
    private static async Task<string?> AnswerAsync(Municipality municipality, Caller caller, ChildQuery query, CancellationToken ct)
    {
        using var scope = municipality.Gateway.Open(caller, "bench", Guid.NewGuid());
        if (await municipality.Children.WritePageAsync(scope, query, ct) is not ViewOutcome.Written)
            throw new InvalidOperationException("The question was not answered.");
        return Next((await scope.ReleaseAsync(ct)).Span);
    }

    private static string? Next(ReadOnlySpan<byte> answer)
    {
        var name = "\"next\":\""u8;
        var at = answer.LastIndexOf(name);
        if (at < 0)
            return null;
        var rest = answer[(at + name.Length)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
    }
}

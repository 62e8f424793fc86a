using System.Diagnostics;

namespace ChildLink.Benchmarks.Measuring;

/// <summary>One round of one side: how much was done in which time, and how long each took.</summary>
/// <param name="PerSecond">Completed per second.</param>
/// <param name="Median">p50, milliseconds.</param>
/// <param name="Slow">p99, milliseconds.</param>
/// <param name="Count">Completed in all.</param>
internal sealed record Round(double PerSecond, double Median, double Slow, int Count)
{
    /// <summary>Processor time of each, in milliseconds, of whoever served; zero when it was not looked at.</summary>
    public double ServerTime { get; init; }

    /// <summary>Processor time of each, in milliseconds, of the database; zero when it was not looked at.</summary>
    public double DatabaseTime { get; init; }

    /// <summary>Lets callers repeat an action for a while, each waiting for its own.</summary>
    /// <param name="callers">Number of callers at once.</param>
    /// <param name="seconds">How long they begin new actions.</param>
    /// <param name="act">The action of one caller, 0 to callers - 1.</param>
    public static async Task<Round> OfAsync(int callers, double seconds, Func<int, Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        var end = began + (long)(seconds * Stopwatch.Frequency);
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => RepeatAsync(caller, end, act))));
        var elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var all = times.SelectMany(t => t).Order().ToList();
        return new Round(all.Count / elapsed, Milliseconds(all, 0.5), Milliseconds(all, 0.99), all.Count);
    }

    /// <summary>Plays a round and looks at what it cost.</summary>
    /// <param name="server">Processor time of whoever serves, so far.</param>
    /// <param name="database">Processor time of the database, so far.</param>
    /// <param name="play">The round.</param>
    public static async Task<Round> WithCostAsync(Func<TimeSpan> server, Func<TimeSpan> database, Func<Task<Round>> play)
    {
        var (serverBefore, databaseBefore) = (server(), database());
        var round = await play();
        return round with
        {
            ServerTime = (server() - serverBefore).TotalMilliseconds / round.Count,
            DatabaseTime = (database() - databaseBefore).TotalMilliseconds / round.Count,
        };
    }

    /// <summary>The round in the middle, figure by figure.</summary>
    public static Round MedianOf(IReadOnlyCollection<Round> rounds) =>
        new(Middle(rounds.Select(r => r.PerSecond)), Middle(rounds.Select(r => r.Median)), Middle(rounds.Select(r => r.Slow)), rounds.Sum(r => r.Count))
        {
            ServerTime = Middle(rounds.Select(r => r.ServerTime)),
            DatabaseTime = Middle(rounds.Select(r => r.DatabaseTime)),
        };

    /// <summary>The median; of an even number the mean of the two in the middle.</summary>
    public static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static async Task<List<long>> RepeatAsync(int caller, long end, Func<int, Task> act)
    {
        var times = new List<long>(64 * 1024);
        for (var now = Stopwatch.GetTimestamp(); now < end;)
        {
            await act(caller);
            var done = Stopwatch.GetTimestamp();
            times.Add(done - now);
            now = done;
        }

        return times;
    }

    private static double Milliseconds(List<long> sorted, double part) =>
        sorted.Count == 0 ? double.NaN : sorted[(int)(part * (sorted.Count - 1))] * 1000.0 / Stopwatch.Frequency;
}

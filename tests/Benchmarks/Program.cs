using ChildLink.Benchmarks;
using ChildLink.Benchmarks.Doors;
using ChildLink.Benchmarks.GraphQL;
using ChildLink.Benchmarks.Imports;
using ChildLink.Benchmarks.Lists;
using ChildLink.Benchmarks.Logs;
using ChildLink.Benchmarks.Policies;
using ChildLink.Benchmarks.Views;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (args is [ServedSide.Command, var side, var home, var run])
    return await ServedSide.RunAsync(side, home, Guid.Parse(run), stop.Token);
if (BenchOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

await (options.Name switch
{
    "list" => ListBenchmark.RunAsync(options, stop.Token),
    "views" => ViewsBenchmark.RunAsync(options, stop.Token),
    "doors" => DoorsBenchmark.RunAsync(options, stop.Token),
    "graphql" => MeasureEngineAsync(options, stop.Token),
    "policy" => Task.Run(PolicyBenchmark.Run),
    "log" => LogBenchmark.RunAsync(options, stop.Token),
    _ => ImportBenchmark.RunAsync(options, stop.Token),
});
return 0;

static async Task MeasureEngineAsync(BenchOptions options, CancellationToken ct)
{
    await GraphQLBenchmark.RunAsync(options, ct);
    await ExecutionBenchmark.RunAsync(ct);
}

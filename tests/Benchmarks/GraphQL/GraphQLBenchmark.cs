using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;
using ChildLink.GraphQL.Validation;

namespace ChildLink.Benchmarks.GraphQL;

/// <summary>
/// Reading and validating a document of 3 KB in this process, warm. The baseline of the same run is <see cref="Utf8JsonReader"/> walking JSON
/// of as many bytes: what a careful tokenizer costs that makes no tree and checks no type.
/// </summary>
internal static class GraphQLBenchmark
{
    private const int Samples = 200;
    private const int Warmup = 10_000;
    private const int DocumentBytes = 3000;

    public static Task RunAsync(BenchOptions options, CancellationToken ct)
    {
        var schema = SchemaMaker.Make(Encoding.UTF8.GetBytes(BenchDocument.Schema)).Schema!;
        var source = Encoding.UTF8.GetBytes(BenchDocument.Text(DocumentBytes));
        var json = Json(source.Length);
        var document = GraphQLParser.Parse(source).Document!;
        if (DocumentValidator.Validate(schema, document) is [var error, ..])
            throw new InvalidOperationException(error.Message);

        Console.WriteLine($"document of {source.Length} bytes, median of {Samples} samples of {options.Rounds * 20} calls");
        var baseline = Measure("Utf8JsonReader over as many bytes", options, () => Walk(json), null, ct);
        Measure("parse", options, () => _ = GraphQLParser.Parse(source), baseline, ct);
        Measure("validate", options, () => _ = DocumentValidator.Validate(schema, document), baseline, ct);
        Measure("parse + validate", options, () => _ = DocumentValidator.Validate(schema, GraphQLParser.Parse(source).Document!), baseline, ct);
        return Task.CompletedTask;
    }

    private static double Measure(string name, BenchOptions options, Action work, double? baseline, CancellationToken ct)
    {
        // The runtime compiles hot code again in the background while the first of these run.
        for (var i = 0; i < Warmup; i++)
            work();
        var calls = options.Rounds * 20;
        var samples = new double[Samples];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var sample = 0; sample < Samples; sample++)
        {
            ct.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
                work();
            samples[sample] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (Samples * calls);
        Array.Sort(samples);
        var median = samples[Samples / 2];
        var ratio = baseline is { } other ? string.Create(CultureInfo.InvariantCulture, $"{median / other,6:F1} x baseline") : "     baseline    ";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36}{median,9:F1} µs (fastest {samples[0]:F1}) {ratio} {allocated,9:N0} bytes"));
        return median;
    }

    private static void Walk(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }

    private static byte[] Json(int bytes)
    {
        var text = new StringBuilder("[");
        for (var i = 0; text.Length < bytes - 80; i++)
            text.Append(CultureInfo.InvariantCulture, $"{{\"name\":\"value {i}\",\"count\":{i},\"items\":[true,null,1.5]}},");
        text.Append("\"end\"]");
        return Encoding.UTF8.GetBytes(text.ToString().PadRight(bytes));
    }
}

using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Types;

namespace ChildLink.Benchmarks.GraphQL;

/// <summary>Documents from the cache, and a list of 50 objects with 15 fields each from memory against the same JSON written by hand.</summary>
internal static class ExecutionBenchmark
{
    private const int Rows = 50;
    private const int Turns = 21;
    private static readonly string[] Names = [.. Enumerable.Range(0, 15).Select(i => $"field{i}")];

    public static async Task RunAsync(CancellationToken ct)
    {
        var sdl = $"type Query {{ rows(first: Int): [Row!]! }} type Row {{ {string.Join(' ', Names.Select((n, i) => $"{n}: {(i % 3 == 0 ? "Int" : "String")}"))} }}";
        var rows = Enumerable.Range(0, Rows).Select(r => new Row([.. Names.Select((_, i) => i % 3 == 0 ? (object)(r * i) : $"text {r} {i}")])).ToArray();
        var text = Encoding.UTF8.GetBytes($"query List($n: Int) {{ rows(first: $n) {{ {string.Join(' ', Names)} }} }} # {new string('x', 2800)}");
        await CompareAsync("values", Cache(sdl, rows, Value), text, rows, ct);
        await CompareAsync("writers", Cache(sdl, rows, Writer), text, rows, ct);

        var cache = Cache(sdl, rows, Value);
        cache.Prepare(text);
        Print("a document of 3 KB from the cache", Time(() => cache.Prepare(text), 2_000), 0);
    }

    private static async Task CompareAsync(string kind, DocumentCache cache, byte[] text, Row[] rows, CancellationToken ct)
    {
        using var variables = JsonDocument.Parse("""{"n": 50}""");
        var buffer = new ArrayBufferWriter<byte>(1 << 18);
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        void Ours()
        {
            buffer.ResetWrittenCount();
            json.Reset();
            var operation = cache.Prepare(text).Operation(null).Operation!;
            var running = Executor.ExecuteAsync(operation, variables.RootElement, null, null, json, null, ct);
            if (!running.IsCompletedSuccessfully)
                throw new InvalidOperationException("Resolvers in memory do not wait.");
            json.Flush();
        }

        void ByHand()
        {
            buffer.ResetWrittenCount();
            json.Reset();
            Write(json, rows);
            json.Flush();
        }

        Ours();
        var ours = Encoding.UTF8.GetString(buffer.WrittenSpan);
        ByHand();
        if (!ours.StartsWith(Encoding.UTF8.GetString(buffer.WrittenSpan)[..^1], StringComparison.Ordinal))
            throw new InvalidOperationException("The two answers differ.");

        var times = new List<(double Ours, double ByHand)>();
        for (var turn = 0; turn < Turns; turn++)
            times.Add((Time(Ours, 400), Time(ByHand, 400)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Ours();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Print($"50 x 15 fields, {kind}", times.Select(t => t.Ours).Min(), allocated);
        Print("50 x 15 fields by hand", times.Select(t => t.ByHand).Min(), 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio {times.Select(t => t.Ours).Min() / times.Select(t => t.ByHand).Min():F2} (median of turns {times.Select(t => t.Ours / t.ByHand).Order().ElementAt(Turns / 2):F2})"));
    }

    private static DocumentCache Cache(string sdl, Row[] rows, Func<int, FieldResolver> leaf)
    {
        var schema = SchemaMaker.Make(Encoding.UTF8.GetBytes(sdl)).Schema!;
        var map = new ResolverMap().Bind("Query.rows", FieldResolver.Batch((batch, _) =>
        {
            batch.Set(0, rows);
            return ValueTask.CompletedTask;
        }));
        for (var i = 0; i < Names.Length; i++)
            map.Bind($"Row.{Names[i]}", leaf(i));
        return new DocumentCache(ExecutableSchema.Create(schema, map));
    }

    private static FieldResolver Value(int field) => FieldResolver.Value<Row>(row => row.Fields[field]);

    private static FieldResolver Writer(int field) => field % 3 == 0
        ? FieldResolver.Leaf<Row>((row, _, json) => json.WriteNumberValue((int)row.Fields[field]))
        : FieldResolver.Leaf<Row>((row, _, json) => json.WriteStringValue((string)row.Fields[field]));

    private static void Write(Utf8JsonWriter json, Row[] rows)
    {
        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        json.WriteStartArray("rows"u8);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < Names.Length; i++)
            {
                if (i % 3 == 0)
                    json.WriteNumber(Encoded[i], (int)row.Fields[i]);
                else
                    json.WriteString(Encoded[i], (string)row.Fields[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static readonly JsonEncodedText[] Encoded = [.. Names.Select(n => JsonEncodedText.Encode(n))];

    /// <summary>Microseconds of one call.</summary>
    private static double Time(Action act, int calls)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            act();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / calls;
    }

    private static void Print(string what, double microseconds, long allocated) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {microseconds:F2} µs{(allocated > 0 ? $", {allocated} bytes allocated" : "")}"));

    private sealed record Row(object[] Fields);
}

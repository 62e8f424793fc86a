using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChildLink.Api.Composition;
using ChildLink.Benchmarks.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChildLink.Benchmarks.Lists;

/// <summary>
/// What the list would cost without law: no token, no policy, no log, one statement over the same rows of the same
/// read model, the same JSON written as they come.
/// </summary>
internal static class BareServer
{
    private const int PageSize = 50;

    /// <summary>Buffers go from request to request, as a careful author would have it.</summary>
    private static readonly ConcurrentBag<(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)> Kept = [];

    public static WebApplication Build(Municipality municipality, Guid run, IPEndPoint listen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(listen);
            kestrel.AddServerHeader = false;
        });
        var app = builder.Build();
        app.MapGet("/v1/children", (HttpContext http) => AnswerAsync(
            http, municipality, command => BareSql.AddPage(command, municipality, run, PageSize + 1), (rows, json, ct) => BarePage.WriteAsync(rows, json, PageSize, ct)));
        app.MapPost(BareDoor.List, (HttpContext http) => AnswerAsync(
            http, municipality, command => BareSql.AddPage(command, municipality, run, BareDoor.PageSize + 1), BareDoor.WriteListAsync));
        app.MapPost(BareDoor.One + "{id:guid}", (HttpContext http, Guid id) => AnswerAsync(
            http, municipality, command => BareSql.AddOne(command, municipality, run, id), BareDoor.WriteOneAsync));
        return app;
    }

    private static async Task AnswerAsync(
        HttpContext http, Municipality municipality, Action<NpgsqlCommand> ask, Func<NpgsqlDataReader, Utf8JsonWriter, CancellationToken, Task> write)
    {
        if (!Kept.TryTake(out var pair))
        {
            var fresh = new ArrayBufferWriter<byte>(64 * 1024);
            pair = (fresh, new Utf8JsonWriter(fresh, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        }

        var ct = http.RequestAborted;
        await using (var connection = await municipality.Answers.OpenConnectionAsync(ct))
        await using (var command = connection.CreateCommand())
        {
            ask(command);
            await using var rows = await command.ExecuteReaderAsync(ct);
            await write(rows, pair.Json, ct);
        }

        pair.Json.Flush();
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = pair.Buffer.WrittenCount;
        await http.Response.Body.WriteAsync(pair.Buffer.WrittenMemory, ct);
        pair.Buffer.ResetWrittenCount();
        pair.Json.Reset();
        Kept.Add(pair);
    }
}

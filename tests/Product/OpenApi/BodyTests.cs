using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ChildLink.Api.Rest;
using ChildLink.Privacy;
using ChildLink.Views.Children;
using Microsoft.AspNetCore.Http;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>Every body that an operation takes is read in one place; what no operation can do anything with ends there.</summary>
public sealed class BodyTests
{
    private static readonly MethodInfo Reading = typeof(RequestBody).GetMethod(nameof(RequestBody.ReadAsync))!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IReadOnlyList<JsonTypeInfo> Bodies { get; } =
        [.. typeof(RequestBody).Assembly.GetExportedTypes().Where(t => t.Name.EndsWith("Body", StringComparison.Ordinal) && t != typeof(RequestBody))
            .Select(t => RequestJson.Default.GetTypeInfo(t)).OfType<JsonTypeInfo>()];

    [Fact]
    public async Task No_list_in_any_body_takes_a_null_among_its_elements()
    {
        var lists = 0;
        foreach (var type in Bodies)
        {
            (await FaultAsync(type, Sample(type))).ShouldBeNull(type.Type.Name);
            foreach (var path in Places(Sample(type), n => n is JsonArray))
            {
                lists++;
                var body = Sample(type);
                ((JsonArray)At(body, path)).Add(null);
                (await FaultAsync(type, body)).ShouldNotBeNull(type.Type.Name).Field.ShouldBe($"{path}[1]", type.Type.Name);
            }
        }

        // Persons, purposes, rows and their purposes, fields, children, answers, measures, participants and cases, at least.
        lists.ShouldBeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public async Task A_member_that_is_missing_is_named()
    {
        var members = 0;
        foreach (var type in Bodies)
        {
            foreach (var member in type.Properties.Where(p => p.IsRequired))
            {
                members++;
                var body = (JsonObject)Sample(type);
                body.Remove(member.Name);
                (await FaultAsync(type, body)).ShouldNotBeNull(type.Type.Name).ShouldBe(new ViewOutcome.Malformed(member.Name, "is missing."), type.Type.Name);
            }
        }

        members.ShouldBeGreaterThanOrEqualTo(40);
    }

    [Theory]
    [InlineData("0001-01-01", "0001-01-02T00:00:00Z")]
    [InlineData("9999-12-31", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("1899-12-31", "1899-12-31T23:59:59Z")]
    [InlineData("2201-01-01", "2201-01-01T00:00:00Z")]
    public async Task No_day_in_any_body_lies_beyond_all_reckoning(string day, string instant)
    {
        var days = 0;
        foreach (var type in Bodies)
        {
            foreach (var path in Places(Sample(type), n => n is JsonValue v && v.TryGetValue<string>(out var text) && text.StartsWith("2025-", StringComparison.Ordinal)))
            {
                days++;
                var body = Sample(type);
                At(body, path).ReplaceWith(At(body, path).GetValue<string>().Length == 10 ? day : instant);
                (await FaultAsync(type, body)).ShouldBe(new ViewOutcome.Malformed(path, JapanDay.Bounds), type.Type.Name);
            }
        }

        days.ShouldBeGreaterThanOrEqualTo(12);
    }

    private static async Task<ViewOutcome.Malformed?> FaultAsync(JsonTypeInfo type, JsonNode body)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body.ToJsonString()));
        var reading = (Task)Reading.MakeGenericMethod(type.Type).Invoke(null, [http, type, Ct])!;
        await reading;
        var read = reading.GetType().GetProperty("Result")!.GetValue(reading)!;
        return (ViewOutcome.Malformed?)read.GetType().GetField("Item2")!.GetValue(read);
    }

    /// <summary>A body with every member and one element in every list.</summary>
    private static JsonNode Sample(JsonTypeInfo type)
    {
        var of = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => new JsonObject(type.Properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Sample(type.Options.GetTypeInfo(p.PropertyType))))),
            JsonTypeInfoKind.Enumerable => new JsonArray(Sample(type.Options.GetTypeInfo(type.ElementType!))),
            _ when of == typeof(Guid) => Guid.NewGuid(),
            _ when of == typeof(bool) => true,
            _ when of == typeof(DateOnly) => "2025-01-10",
            _ when of == typeof(DateTimeOffset) => "2025-01-10T00:00:00+09:00",
            _ when of == typeof(int) || of == typeof(long) => 1,
            _ when of == typeof(string) => "x",
            _ => throw new NotSupportedException($"No sample of {of}."),
        };
    }

    private static IEnumerable<string> Places(JsonNode node, Func<JsonNode, bool> wanted)
    {
        if (wanted(node))
            yield return node.GetPath().TrimStart('$', '.');
        foreach (var below in node is JsonObject o ? o.Select(m => m.Value!) : node is JsonArray a ? a.Select(e => e!) : [])
        {
            foreach (var place in Places(below, wanted))
                yield return place;
        }
    }

    private static JsonNode At(JsonNode body, string path)
    {
        foreach (var part in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
            body = int.TryParse(part, out var i) ? body[i]! : body[part]!;
        return body;
    }
}

using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Doors;

/// <summary>Random requests over every operation. The seed is fixed, so that a failure comes again.</summary>
public sealed class FuzzTests(ServedCity city)
{
    private const int Seed = 20250110;
    private const int Requests = 600;

    private static readonly string[] Names =
        ["fields", "grade", "class", "order", "size", "cursor", "count", "child", "actor", "role", "purpose", "outcome", "from", "until", "limit", "proof", "x", ""];

    private static readonly string[] Values =
    [
        "", "1", "0", "-1", "200", "true", "rank", "-kana", "id,name", "name", "2147483648", "9223372036854775807", "00000000-0000-0000-0000-000000000000",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2025-01-10T00:00:00+09:00",
        "%00", "%FF", "%u0041", "%", "+", "'", "\"", ";", "%0d%0a", "%E3%81%82", "AAAA", "NaN", "1e9", "..", "*", "<script>",
    ];

    private static readonly string[] Pieces =
    [
        "{}", "[]", "null", "1", "\"\"", "{\"child\":null}", "{\"until\":\"0001-01-01T00:00:00+14:00\"}", "\"\\u0000\"", "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}",
        "{\"person\":\"p\",\"role\":\"analyst\",\"purposes\":[null],\"until\":\"2099-01-01T00:00:00Z\"}",
        "{\"person\":\"fuzz\",\"role\":\"analyst\",\"purposes\":[\"screening\"],\"from\":\"0001-01-01T00:00:00Z\",\"until\":\"0001-01-02T00:00:00Z\"}",
        "{\"child\":\"00000000-0000-0000-0000-000000000000\",\"institution\":\"\\u0000\",\"points\":true,\"reason\":\"\\u0000\",\"until\":\"2026-12-01T00:00:00Z\"}",
        "{\"child\":\"00000000-0000-0000-0000-000000000000\",\"child\":\"00000000-0000-0000-0000-000000000001\"}",
    ];

    [Fact]
    public async Task No_request_is_a_fault_of_the_server()
    {
        var random = new Random(Seed);
        var questions = Enumerable.Range(0, Requests).Select(_ => Draw(random)).ToList();
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (question, _) =>
        {
            var (who, path, body) = question;
            var reply = await city.Door.AskAsync(who, path, body);
            var about = $"seed {Seed}: {who} {path} {body}";
            reply.Status.ShouldBeLessThan(500, $"{about} {reply.Body}");
            // A request target that is none is refused below the door, without a body.
            if (reply.Status < 400 || (reply.Status == 400 && reply.Bytes.Length == 0))
                return;
            reply.MediaType.ShouldBe("application/problem+json", about);
            reply.Code.ShouldNotBeNullOrEmpty(about);
            if (reply.Code == "request-malformed")
                reply.Field.ShouldNotBeNullOrEmpty(about);
        });
    }

    private (Who Who, string Path, string? Body) Draw(Random random)
    {
        var operation = Operation.All[random.Next(Operation.All.Count)];
        Who[] admitted = [Who.Steering, Who.Steward(city.Run), Who.Analyst(city.Run), Who.Narrower(city.Run), Who.School(city.School), Who.Holder("市民課"), Who.Officer, new Who("narrower", "case-work"), new Who("narrower", "emergency")];
        var fitting = admitted.Where(w => operation.Purposes.Contains(w.Purpose)).ToArray();
        object[] ids = [city.Child, city.Run, city.Pseudonym, Guid.Empty, "1", "9223372036854775807", "%00", "%FF", "x"];
        var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{Names[random.Next(Names.Length)]}={Values[random.Next(Values.Length)]}"));
        // Ending a share or an assignment that others rest on would be a fault of the test.
        var path = operation.Path(operation.IsPost ? Guid.Empty : ids[random.Next(ids.Length)]);
        return (fitting[random.Next(fitting.Length)], query.Length == 0 ? path : $"{path}?{query}", operation.IsPost ? Pieces[random.Next(Pieces.Length)] : null);
    }
}

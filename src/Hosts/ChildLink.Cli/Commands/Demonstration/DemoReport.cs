using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Demonstration;

/// <summary>What the demonstration shows at its end.</summary>
internal static class DemoReport
{
    public static Answer Of(IReadOnlyList<DemoStep> steps, Candidate? candidate, IReadOnlyList<Eye> eyes, Uri address, bool serves) => Answer.Of(
        new JsonObject
        {
            ["municipality"] = DemoCity.Code,
            ["address"] = address.ToString(),
            ["serves"] = serves,
            ["seconds"] = Math.Round(steps.Sum(s => s.Time.TotalSeconds), 3),
            ["steps"] = new JsonArray([.. steps.Select(static s => new JsonObject { ["step"] = s.Name, ["seconds"] = Math.Round(s.Time.TotalSeconds, 3), ["result"] = s.Result })]),
            ["run"] = candidate?.Run.ToString("D"),
            ["child"] = candidate?.Id.ToString("D"),
            ["pseudonym"] = candidate?.Pseudonym,
            ["school"] = candidate?.School,
            ["requests"] = new JsonArray([.. eyes.Select(e => new JsonObject
            {
                ["who"] = e.Who.ToLowerInvariant(),
                ["token"] = e.Token,
                ["purpose"] = e.Purpose,
                ["context"] = e.Context,
                ["path"] = e.Path,
            })]),
        },
        [
            string.Create(CultureInfo.InvariantCulture, $"{"all",-11} {steps.Sum(s => s.Time.TotalSeconds),6:0.0} s"),
            "",
            "Tokens (60 minutes), to paste into a shell:",
            .. eyes.Select(static e => $"{e.Who}={e.Token}"),
            "",
            candidate is null ? "Nobody is a candidate in so small a city; five requests to paste:" : "One candidate through five pairs of eyes:",
            .. eyes.Select(e => e.Request(address)),
            .. candidate is null ? [] : Onward(candidate, eyes.Single(static e => e.Who == "NARROWER"), address),
            "",
            "The same and more over GraphQL, in one request:",
            .. eyes.Where(e => e.Who == "NARROWER" && e.Context is not null).Select(e => e.Question(
                address, "{ children(first: 3) { totalCount nodes { name grade points topFactors { name { ja } } household { members { relation name } } } } }")),
            .. eyes.Where(e => e.Who == "SCHOOL").Select(e => candidate is null
                ? e.Question(address, "{ me { capability { operations } } children(first: 3) { nodes { name grade reasons { ja } } } }")
                : e.Question(
                    address, "query ($id: ID!) { me { capability { operations } } child(id: $id) { name grade points reasons { ja } } }",
                    new JsonObject { ["id"] = candidate.Id.ToString("D") })),
            "",
            serves
                ? $"Serving {address} (Ctrl-C stops serving; 'childlink down' stops the database)"
                : $"Not serving: 'childlink up --municipality {DemoCity.Code} --port {address.Port}' does.",
        ]);

    private static string[] Onward(Candidate candidate, Eye narrower, Uri address) =>
    [
        "",
        "How people go on from here (docs/casework.md): who is new among the candidates, and all about one on one card:",
        (narrower with { Path = $"/v1/screening-runs/{candidate.Run:D}/candidates?rule=newly-found&list=newest&size=5" }).Request(address),
        (narrower with { Path = $"/v1/children/{candidate.Id:D}/card" }).Request(address),
    ];
}

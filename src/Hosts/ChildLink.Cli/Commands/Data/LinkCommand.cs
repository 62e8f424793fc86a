using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;
using ChildLink.Records.Linkage;

namespace ChildLink.Cli.Commands.Data;

/// <summary><c>childlink link</c>.</summary>
internal static class LinkCommand
{
    public static Command Create(Workbench bench)
    {
        var code = new Argument<string>("code") { Description = "全国地方公共団体コード." };
        var token = Desk.TokenOption();
        var link = new Command("link", "Link records without a resident code to residents (名寄せ): certain ones are linked, the rest is queued by cause.") { code, token };
        link.SetAction(bench.Action((parse, ct) => RunAsync(bench, parse.GetRequiredValue(code), parse.GetValue(token), ct)));
        return link;
    }

    /// <summary>The report as one object.</summary>
    public static JsonObject Describe(LinkageReport report) => new()
    {
        ["run"] = report.Run.ToString("D"),
        ["linked"] = report.Of(LinkStatus.Linked),
        ["queued"] = report.Of(LinkStatus.Queued),
        ["absent"] = report.Of(LinkStatus.Absent),
        ["counts"] = new JsonArray([.. report.Counts.Select(static c => new JsonObject
        {
            ["provision"] = c.Provision,
            ["status"] = Word(c.Status),
            ["method"] = c.Method,
            ["cause"] = c.Cause,
            ["records"] = c.Records,
        })]),
    };

    /// <summary>The report in one line.</summary>
    public static string Summary(LinkageReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Of(LinkStatus.Linked):#,0} linked, {report.Of(LinkStatus.Queued):#,0} queued for a person, {report.Of(LinkStatus.Absent):#,0} absent");

    private static async Task<Answer> RunAsync(Workbench bench, string code, string? token, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var caller = await desk.ActAsync(token, "steward", "steering", context: null, "link", ct);
        var clock = Stopwatch.StartNew();
        var report = await bench.Terminal.ShowAsync("link", _ => desk.Municipality.Linker.LinkAsync(caller, ct));
        var json = Describe(report);
        json["municipality"] = code;
        json["seconds"] = Math.Round(clock.Elapsed.TotalSeconds, 3);
        return Answer.Of(
            json,
            [
                .. report.Counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Provision,-22} {Word(c.Status),-7} {c.Records,9:#,0}  {c.Method}{(c.Cause is null ? "" : $" ({c.Cause})")}")),
                string.Create(CultureInfo.InvariantCulture, $"{Summary(report)}; {clock.Elapsed.TotalSeconds:0.0} s"),
            ]);
    }

    private static string Word(LinkStatus status) => status.ToString().ToLowerInvariant();
}

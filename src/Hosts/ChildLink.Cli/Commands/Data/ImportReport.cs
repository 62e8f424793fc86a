using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Records.Intake;

namespace ChildLink.Cli.Commands.Data;

/// <summary>What an import did, per file and in all.</summary>
internal sealed record ImportReport(string Municipality, ImportChoice Choice, IReadOnlyList<DeliveryOutcome> Outcomes, TimeSpan Time)
{
    /// <summary>What was accepted by name and was not among the files.</summary>
    public IReadOnlyList<string> Unmet => [.. Choice.AcceptedDrops.Where(
        a => !Guid.TryParseExact(a, "D", out _) && !Outcomes.Any(o => o.File == a || Path.GetFileName(o.File) == a))];

    /// <summary>Whether somebody has to look: nothing came, nothing was taken of what came, or an extract waits for a person.</summary>
    public bool NeedsLook => Outcomes.Count == Refused || Held.Count > 0 || Unmet.Count > 0;

    private bool DryRun => Choice.DryRun;

    public int Refused => Outcomes.OfType<DeliveryOutcome.Refused>().Count();

    public IReadOnlyList<DeliveryOutcome.Held> Held => [.. Outcomes.OfType<DeliveryOutcome.Held>()];

    public int Repeated => Outcomes.OfType<DeliveryOutcome.Repeated>().Count();

    public IReadOnlyList<DeliveryOutcome.Taken> Taken => [.. Outcomes.OfType<DeliveryOutcome.Taken>()];

    /// <summary>Counts over the files taken.</summary>
    public RecordCounts Total => new(
        Taken.Sum(t => t.Counts.Records), Taken.Sum(t => t.Counts.Accepted), Taken.Sum(t => t.Counts.Corrected),
        Taken.Sum(t => t.Counts.Quarantined), Taken.Sum(t => t.Counts.Ignored), Taken.Sum(t => t.Counts.Events));

    public JsonObject ToJson() => new()
    {
        ["municipality"] = Municipality,
        ["dryRun"] = DryRun,
        ["seconds"] = Math.Round(Time.TotalSeconds, 3),
        ["taken"] = Taken.Count,
        ["repeated"] = Repeated,
        ["refused"] = Refused,
        ["held"] = Held.Count,
        ["total"] = Describe(Total),
        ["files"] = new JsonArray([.. Outcomes.Select(Describe)]),
    };

    /// <summary>Files and rows in one line.</summary>
    public string Summary
    {
        get
        {
            var total = Total;
            var rate = total.Records == 0 ? "" : $", {Number((long)(total.Records / Time.TotalSeconds))} rows/s";
            return $"{(DryRun ? "would take" : "took")} {Taken.Count} files ({Repeated} came before, {Refused} refused, {Held.Count} held): {Number(total.Records)} rows, "
                + $"{Number(total.Accepted)} accepted, {Number(total.Corrected)} corrected, {Number(total.Quarantined)} held back, {Number(total.Ignored)} left out; "
                + $"{Number(total.Events)} events{rate}";
        }
    }

    public string[] ToLines() =>
    [
        .. Outcomes.OfType<DeliveryOutcome.Refused>().Select(static r => $"refused   {r.File}: {r.Rule}: {r.Message}"),
        .. Held.Select(h => $"held      {h.File}: {Number(h.Missing)} of {Number(h.Standing)} records that stand are not in it; nothing of it was stored. "
            + $"If that is right, import it with --accept-drop {(DryRun ? Path.GetFileName(h.File) : h.Delivery.ToString("D"))}, else ask the holder for the whole file."),
        .. Unmet.Select(static u => $"unmet     --accept-drop {u}: no such file was among these"),
        .. Taken.Where(static t => t.Ended > 0).Select(static t => $"ended     {t.File}: {Number(t.Ended)} records are no longer reported"),
        .. Taken.Where(static t => t.Counts.Quarantined > 0).Select(static t => $"held back {t.File}: {Number(t.Counts.Quarantined)} of {Number(t.Counts.Records)} rows ({Rules(t)})"),
        .. Outcomes.Count == 0 ? new[] { "nothing   no file was found below the paths" } : [],
        $"{Summary}; {Time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
    ];

    private static string Rules(DeliveryOutcome.Taken taken) =>
        string.Join(", ", taken.Rules.OrderByDescending(static r => r.Value).Select(static r => $"{r.Key} {Number(r.Value)}"));

    private static JsonNode Describe(DeliveryOutcome outcome)
    {
        var file = new JsonObject { ["file"] = outcome.File };
        switch (outcome)
        {
            case DeliveryOutcome.Taken taken:
                file["outcome"] = "taken";
                file["provision"] = taken.Provision;
                file["delivery"] = taken.Delivery.ToString("D");
                file["counts"] = Describe(taken.Counts);
                file["ended"] = taken.Ended;
                file["rules"] = new JsonObject(taken.Rules.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => KeyValuePair.Create<string, JsonNode?>(r.Key, r.Value)));
                break;
            case DeliveryOutcome.Held held:
                file["outcome"] = "held";
                file["provision"] = held.Provision;
                file["delivery"] = held.Delivery.ToString("D");
                file["counts"] = Describe(held.Counts);
                file["standing"] = held.Standing;
                file["missing"] = held.Missing;
                break;
            case DeliveryOutcome.Repeated repeated:
                file["outcome"] = "repeated";
                file["provision"] = repeated.Provision;
                file["records"] = repeated.Records;
                break;
            case DeliveryOutcome.Refused refused:
                file["outcome"] = "refused";
                file["rule"] = refused.Rule;
                file["message"] = refused.Message;
                break;
        }

        return file;
    }

    private static JsonObject Describe(RecordCounts counts) => new()
    {
        ["records"] = counts.Records,
        ["accepted"] = counts.Accepted,
        ["corrected"] = counts.Corrected,
        ["quarantined"] = counts.Quarantined,
        ["ignored"] = counts.Ignored,
        ["events"] = counts.Events,
    };

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}

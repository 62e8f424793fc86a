using ChildLink.Learning.Lineage;
using ChildLink.Learning.Linear;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Features;
using ChildLink.Screening.Training;

namespace ChildLink.Screening.Plans;

/// <summary>Checks and compiles the part of a plan that learns; reason categories are the caller's.</summary>
/// <param name="document">The plan.</param>
/// <param name="model">Its model.</param>
/// <param name="city">The municipality whose provisions hold the labels.</param>
/// <param name="lines">Lines of the file.</param>
/// <param name="fault">Told where something is wrong and what would be right.</param>
internal sealed class LearnedPlanCompiler(PlanDocument document, ModelEntry model, City city, PlanLines lines, Action<string, string> fault)
{
    private const string Every = "all";
    private const string KeepAndMark = "keep-and-mark";
    private const int LongestWindow = 120;

    public LearnedPlan Compile(string hash)
    {
        var codes = model.Learn.SelectMany(Expand).ToList();
        Known(codes, "model.learn");
        Require(codes.Count > 0, "model.learn", $"must name items, spans of items (F01-F53) or be [{Every}].");
        Known([.. model.Without.Select(w => w.Item)], "model.without");
        Known(model.Show, "model.show");
        foreach (var unexplained in model.Without.Where(w => string.IsNullOrWhiteSpace(w.Ja) || string.IsNullOrWhiteSpace(w.En)))
            Fault("model.without", $"item '{unexplained.Item}' needs a reason in Japanese (ja) and English (en).");
        var learned = codes.Except(model.Without.Select(w => w.Item), StringComparer.Ordinal).ToList();
        Require(!learned.Contains(PlanCompiler.ProtectionItem, StringComparer.Ordinal), "model.learn",
            $"must not take '{PlanCompiler.ProtectionItem}' in: protection measures guard an address and never feed a judgement; name it under without.");
        foreach (var code in learned.Where(c => model.Leaks != KeepAndMark && c is (PlanCompiler.NationalityItem or PlanCompiler.SexItem)))
            Fault("model.learn", $"takes '{code}' in: nationality and sex are no reason for concern; only a plan for comparison (leaks: {KeepAndMark}) may learn them. Name it under without.");
        var label = CompileLabel();
        return new LearnedPlan(
            document.Id, document.Ja, document.En, document.Difficulty, Items(learned), Items(model.Show),
            [.. model.Without.Select(w => new RuledOutItem(w.Item, w.Ja, w.En))], [], AgesOf(model.Ages ?? new AgesEntry()), label,
            Judge(learned, label), MinimumOf(model.AtLeast), FiftyOf(model.FiftyForTop), ThresholdOf(model.Threshold), hash);
    }

    private static List<PlanItem> Items(IEnumerable<string> codes) =>
        [.. codes.Select(c => ItemCatalogue.All.FirstOrDefault(n => n.Code == c)).OfType<ItemName>().Select(n => new PlanItem(n.Code, n.Ja, n.En, null, null))];

    // A span takes the items the product makes; its ends must be among them.
    private static IEnumerable<string> Expand(string entry) => entry == Every
        ? ItemRule.ByCode.Keys.Order(StringComparer.Ordinal)
        : entry.Split('-') is [var first, var last] && ItemRule.ByCode.ContainsKey(first) && ItemRule.ByCode.ContainsKey(last)
            ? ItemRule.ByCode.Keys.Where(c => string.CompareOrdinal(c, first) >= 0 && string.CompareOrdinal(c, last) <= 0).Order(StringComparer.Ordinal)
            : [entry];

    private LabelDefinition CompileLabel()
    {
        var entry = model.Label;
        Require(entry.Registers.Count > 0, "model.label.registers", "must name at least one register that the outcome is read from.");
        Require(entry.Items is "at-end" or "at-start", "model.label.items", "must be at-end or at-start.");
        Require(entry.Months is null or (>= 1 and <= LongestWindow), "model.label.months", $"must lie between 1 and {LongestWindow}.");
        Require(entry.Items != "at-start" || entry.Months is not null, "model.label.months", "is needed with items at-start: the items are taken where the window begins.");
        foreach (var register in entry.Registers)
            CheckRegister(register);
        return new LabelDefinition(
            [.. entry.Registers.Select(r => new LabelRegister(r.Provision, r.Day, r.Word, r.Words))], entry.Months,
            entry.Items == "at-start" ? ItemsTaken.AtStart : ItemsTaken.AtEnd);
    }

    private void CheckRegister(LabelRegisterEntry entry)
    {
        const string Where = "model.label.registers";
        if (city.Provisions.FirstOrDefault(p => p.Id == entry.Provision) is not { } provision)
        {
            Fault(Where, $"'{entry.Provision}' is no provision of this city.");
            return;
        }

        Require(provision.ResidentColumn is not null, Where, $"'{entry.Provision}' names no resident; a label needs to know whose it is.");
        var days = provision.Columns.Where(c => c.Type == ColumnType.Date).Select(c => c.Item);
        Require(days.Contains(entry.Day), Where, $"'{entry.Day}' is no day of '{entry.Provision}'.");
        Require(entry.Word is null || provision.Columns.Any(c => c.Item == entry.Word), Where, $"'{entry.Word}' is no item of '{entry.Provision}'.");
        Require((entry.Word is null) == (entry.Words.Count == 0), Where, "word and words stand together or not at all.");
        Require(!entry.Words.Exists(string.IsNullOrWhiteSpace), Where, "words must not be empty: a record without a word is not yet a label.");
    }

    private LineageRuling Judge(List<string> items, LabelDefinition label)
    {
        Require(model.Leaks is "exclude" or KeepAndMark, "model.leaks", "must be exclude or keep-and-mark.");
        var registers = label.Registers.Select(r => r.Provision).Distinct(StringComparer.Ordinal).ToList();
        var policy = model.Leaks == KeepAndMark ? LeakPolicy.KeepAndMark : LeakPolicy.Exclude;
        // A plan without registers was refused above; the ruling of nothing is never used.
        return ItemLineage.Of(city).Judge(items, registers.Count > 0 ? registers : [""], policy);
    }

    private ValueRange AgesOf(AgesEntry ages)
    {
        Require(ages.From >= 0 && ages.From <= ages.To && ages.To <= SchoolAge.LastOfChildhood, "model.ages", $"must lie between 0 and {SchoolAge.LastOfChildhood}, from before to.");
        return new ValueRange(ages.From, ages.To);
    }

    private LabelMinimum MinimumOf(AtLeastEntry atLeast)
    {
        Require(atLeast.Positives >= 2 && atLeast.Negatives >= 2, "model.atLeast", "must ask for 2 or more of each: fewer cannot be split to test a model.");
        return new LabelMinimum(atLeast.Positives, atLeast.Negatives);
    }

    private int? FiftyOf(int? percent)
    {
        Require(percent is null or (>= 1 and <= 50), "model.fiftyForTop", "must lie between 1 and 50 percent.");
        return percent;
    }

    private int ThresholdOf(int points)
    {
        Require(points is >= 1 and <= 100, "model.threshold", "must lie between 1 and 100 points.");
        return points * 10;
    }

    private void Known(IReadOnlyList<string> codes, string where)
    {
        foreach (var code in codes.Where(c => !ItemRule.ByCode.ContainsKey(c)))
            Fault(where, $"'{code}' is no item the product makes; one of {string.Join(", ", ItemRule.ByCode.Keys.Order(StringComparer.Ordinal))}.");
        foreach (var twice in codes.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Fault(where, $"item '{twice.Key}' stands twice.");
    }

    private void Require(bool holds, string key, string message)
    {
        if (!holds)
            Fault(key, message);
    }

    private void Fault(string key, string message) => fault(lines.At(key), message);
}

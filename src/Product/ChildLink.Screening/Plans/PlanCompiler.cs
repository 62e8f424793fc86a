using System.Globalization;
using ChildLink.Learning.Counting;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Features;

namespace ChildLink.Screening.Plans;

/// <summary>Checks one plan file and compiles it; every fault is named with file and line.</summary>
internal sealed class PlanCompiler
{
    /// <summary>A category that fewer items can raise would tell which item it was.</summary>
    public const int FewestItemsOfReason = 3;

    /// <summary>学齢: shown as a band, never matched.</summary>
    public const string SchoolAgeItem = "F01";

    /// <summary>外国人がいる世帯.</summary>
    public const string NationalityItem = "F03";

    /// <summary>支援措置 in the household: guards an address and never feeds a judgement.</summary>
    public const string ProtectionItem = "F04";

    /// <summary>男児.</summary>
    public const string SexItem = "A07";

    /// <summary>困難の類型, as named in files and results.</summary>
    private static readonly string[] Difficulties =
    [
        "any", "abuse", "poverty", "school-non-attendance", "young-carer", "postpartum-depression", "developmental-disorder",
        "bullying", "problem-behaviour", "school-maladjustment",
    ];

    private readonly string file;
    private readonly PlanDocument document;
    private readonly PlanLines lines;
    private readonly List<PolicyProblem> problems = [];

    private PlanCompiler(string file, PlanDocument document, PlanLines lines)
    {
        this.file = file;
        this.document = document;
        this.lines = lines;
    }

    /// <summary>Compiles a file of a municipality folder.</summary>
    /// <param name="city">The municipality.</param>
    /// <param name="file">Path inside its folder.</param>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static ScreeningPlan Compile(City city, string file)
    {
        var files = new PolicyFiles(city.Folder);
        var document = files.Read<PlanDocument>(file);
        return new PlanCompiler(file, document, PlanLines.Of(Path.Combine(city.Folder, file))).CompilePlan(city, files.ContentHash());
    }

    private ScreeningPlan CompilePlan(City city, string hash)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        Require(document.Id == name, lines.At("id"), $"must be '{name}', as the file is called.");
        RequireLabels(document.Ja, document.En, "labels ja and en");
        Require(Difficulties.Contains(document.Difficulty), lines.At("difficulty"), $"must be one of {string.Join(", ", Difficulties)}.");
        if (document.Model is null)
            return CompileCounting(hash, city);
        Require(
            document.Items.Count == 0 && document.Select is null && document.FirstStage is null, lines.At("model"),
            "stands alone: a plan either counts items and selects, in one stage or two, or learns a model.");
        var model = new LearnedPlanCompiler(document, document.Model, city, lines, Fault).Compile(hash);
        // A model is learned from everybody, so it can need nothing that carries flagged children only.
        foreach (var fault in StageRules.Faults(city, model.Items, first: null))
            Fault(lines.At("model"), fault);
        // Age is no reason for concern, and nationality must not be one.
        var raising = model.Items.Select(i => i.Code).Where(c => c is not (SchoolAgeItem or NationalityItem or SexItem) && model.Lineage.Admits(c));
        var reasons = CompileReasons([.. raising], "is not learned by this plan and cannot raise the category.");
        return problems.Count == 0 ? model with { Reasons = reasons } : throw new PolicyException(problems);
    }

    private CountingPlan CompileCounting(string hash, City city)
    {
        var items = document.Items.Select(CompileItem).ToList();
        foreach (var twice in items.GroupBy(i => i.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Fault(lines.At("items"), $"item '{twice.Key}' stands twice.");
        var conditions = items.Select(i => i.Condition).OfType<CountCondition>().ToList();
        var basic = conditions.Count(c => c.CountAs == CountAs.Basic);
        Require(basic > 0, lines.At("items"), "must hold at least one item that counts as basic.");
        var selection = CompileSelection(document.Select, "select", basic);
        var first = document.FirstStage is { } stage ? CompileFirstStage(stage, items) : null;
        foreach (var fault in StageRules.Faults(city, [.. items.Where(i => ItemRule.ByCode.ContainsKey(i.Code))], first?.Items))
            Fault(lines.At(first is null ? "items" : "firstStage"), fault);
        var reasons = CompileReasons([.. conditions.Select(c => c.Column)], "has no condition in this plan and cannot raise the category.");
        if (problems.Count > 0)
            throw new PolicyException(problems);
        return new CountingPlan(
            document.Id, document.Ja, document.En, document.Difficulty, items, reasons, new CountPlan(conditions, selection), hash)
        { First = first };
    }

    private FirstStage CompileFirstStage(FirstStageEntry stage, List<PlanItem> items)
    {
        var where = lines.At("firstStage");
        foreach (var item in stage.Items.Where(code => items.Find(i => i.Code == code)?.Condition is null))
            Fault(where, $"item '{item}' is no item of this plan that counts.");
        foreach (var twice in stage.Items.GroupBy(i => i, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Fault(where, $"item '{twice.Key}' stands twice.");
        var looked = items.Where(i => i.Condition is not null && stage.Items.Contains(i.Code, StringComparer.Ordinal)).ToList();
        var conditions = looked.ConvertAll(i => i.Condition!);
        var basic = conditions.Count(c => c.CountAs == CountAs.Basic);
        Require(basic > 0, where, "must hold at least one item that counts as basic.");
        return new FirstStage(looked, new CountPlan(conditions, CompileSelection(stage.Select, "firstStage.select", basic)));
    }

    private PlanItem CompileItem(PlanItemEntry entry, int index)
    {
        var where = lines.At("items", index, entry.Item);
        Require(ItemRule.ByCode.ContainsKey(entry.Item), where, $"is no item the product makes; one of {string.Join(", ", ItemRule.ByCode.Keys.Order(StringComparer.Ordinal))}.");
        RequireLabels(entry.Ja, entry.En, where);
        DateOnly? bornFrom = null;
        if (entry.BornFrom is { } text)
        {
            bornFrom = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
            Require(bornFrom is not null, where, "bornFrom is a day, yyyy-MM-dd.");
        }

        return new PlanItem(entry.Item, entry.Ja, entry.En, CompileCondition(entry, where), bornFrom);
    }

    private CountCondition? CompileCondition(PlanItemEntry entry, string where)
    {
        Require((entry.Counts is null) == (entry.AtLeast is null), where, "counts and atLeast stand together or not at all.");
        if (entry.Counts is null || entry.AtLeast is not { } atLeast)
            return null;
        Require(entry.Counts is "basic" or "other", where, "counts must be basic or other.");
        Require(entry.Item != SchoolAgeItem, where, "age is no reason for concern and never counts.");
        Require(entry.Item is not (NationalityItem or SexItem), where, "nationality and sex are no reason for concern and never count.");
        Require(entry.Item != ProtectionItem, where, "protection measures guard an address and never count.");
        Require(atLeast >= 1, where, "atLeast must be 1 or more: a value of zero says that nothing was found.");
        return new CountCondition(entry.Item, entry.Counts == "basic" ? CountAs.Basic : CountAs.Other, atLeast);
    }

    private CountSelection CompileSelection(SelectEntry? select, string key, int basic)
    {
        var where = lines.At(key);
        switch (select)
        {
            case { AtLeastBasic: { } least, TopByRank: null, ThenOther: null }:
                Require(least >= 1 && least <= basic, where, $"atLeastBasic must lie between 1 and the {basic} items that count as basic.");
                return new CountSelection.AtLeastBasic(least);
            case { AtLeastBasic: null, TopByRank: { } top, ThenOther: var other }:
                Require(top >= 1 && other is null or >= 0, where, "topByRank must be 1 or more and thenOther 0 or more.");
                return new CountSelection.Top(top, other ?? 0);
            default:
                Fault(where, "must name either atLeastBasic, or topByRank with thenOther.");
                return new CountSelection.AtLeastBasic(1);
        }
    }

    private List<ReasonCategory> CompileReasons(IReadOnlyList<string> raising, string otherwise)
    {
        var reasons = document.Reasons.Select((r, i) => CompileReason(r, i, raising, otherwise)).ToList();
        foreach (var twice in reasons.GroupBy(r => r.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Fault(lines.At("reasons"), $"category '{twice.Key}' stands twice.");
        return reasons;
    }

    private ReasonCategory CompileReason(ReasonEntry entry, int index, IReadOnlyList<string> raising, string otherwise)
    {
        var where = lines.At("reasons", index, entry.Id);
        Require(entry.Id.Length > 0, where, "needs an id.");
        RequireLabels(entry.Ja, entry.En, where);
        foreach (var item in entry.Items.Where(i => !raising.Contains(i, StringComparer.Ordinal)))
            Fault(where, $"item '{item}' {otherwise}");
        Require(
            entry.Items.Distinct(StringComparer.Ordinal).Count() >= FewestItemsOfReason, where,
            $"needs at least {FewestItemsOfReason} items that can raise it; fewer would tell a school which one it was.");
        return new ReasonCategory(entry.Id, entry.Ja, entry.En, entry.Items);
    }

    private void RequireLabels(string ja, string en, string where) =>
        Require(!string.IsNullOrWhiteSpace(ja) && !string.IsNullOrWhiteSpace(en), where, "needs a Japanese (ja) and an English (en) label.");

    private void Require(bool holds, string where, string message)
    {
        if (!holds)
            Fault(where, message);
    }

    private void Fault(string where, string message) => problems.Add(new PolicyProblem(file, where, message));
}

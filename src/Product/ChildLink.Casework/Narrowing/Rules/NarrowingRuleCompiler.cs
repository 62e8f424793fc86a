using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Plans;

namespace ChildLink.Casework.Narrowing.Rules;

/// <summary>Checks one rule file and compiles it; every fault is named.</summary>
internal sealed class NarrowingRuleCompiler(City city, ScreeningPlans plans, string file)
{
    private const string Council = "council-registered";
    private const string Supported = "supported";
    private const string Conference = "conference";
    private const int OldestMonth = 84;
    private static readonly string[] Withouts = [Council, Supported, Conference];

    private readonly List<PolicyProblem> problems = [];

    /// <exception cref="PolicyException">With every fault found.</exception>
    public NarrowingRule Compile()
    {
        var document = new PolicyFiles(city.Folder).Read<NarrowingRuleDocument>(file);
        var name = Path.GetFileNameWithoutExtension(file);
        Require(document.Id == name, "id", $"must be '{name}', as the file is called.");
        Require(!string.IsNullOrWhiteSpace(document.Ja) && !string.IsNullOrWhiteSpace(document.En), "ja", "labels ja and en must be there.");
        foreach (var plan in document.Plans)
            Require(plans.Find(plan) is not null, "plans", $"'{plan}' is no plan of this city.");
        foreach (var school in document.Schools)
            Require(city.KnowsSchool(school), "schools", $"'{school}' is no school of this city.");
        foreach (var without in document.Without)
            Require(Withouts.Contains(without, StringComparer.Ordinal), "without", $"'{without}' is unknown; one of {string.Join(", ", Withouts)}.");
        Require(!document.Without.Contains(Council, StringComparer.Ordinal) || city.Provisions.Any(p => p.Columns.Any(c => c.Item == "council.from")),
            "without", "the city has no provision of the council's register (item council.from).");
        foreach (var list in new[] { document.Plans, document.Schools, document.Without })
            Require(list.Distinct(StringComparer.Ordinal).Count() == list.Count, "plans, schools, without", "hold a word twice.");
        if (document.Ages is { } ages)
            Require(ages.From is >= 0 and <= 18 && ages.To is >= 0 and <= 18 && ages.From <= ages.To, "ages", "must lie between 0 and 18, from not after to.");
        if (document.Checkup is { } checkup)
            Check(checkup);
        var any = document.Any.Select(Compile).ToList();
        if (problems.Count > 0)
            throw new PolicyException(problems);
        return new NarrowingRule(
            document.Id, document.Ja, document.En, document.Plans, any, document.Schools, document.Ages is { } a ? (a.From, a.To) : null,
            document.Without.Contains(Council, StringComparer.Ordinal), document.Without.Contains(Supported, StringComparer.Ordinal),
            document.Without.Contains(Conference, StringComparer.Ordinal),
            document.Checkup is { } c ? new Checkup(c.Months, c.WithinDays) : null, document.OnlyNew);
    }

    private void Check(CheckupEntry checkup)
    {
        Require(checkup.Months.Count > 0 && checkup.Months.TrueForAll(m => m is >= 1 and <= OldestMonth), "checkup.months", $"must hold ages in months, 1 to {OldestMonth}.");
        Require(checkup.Months.Distinct().Count() == checkup.Months.Count, "checkup.months", "hold an age twice.");
        Require(checkup.WithinDays is >= 1 and <= 366, "checkup.withinDays", "must be 1 to 366.");
    }

    private Threshold Compile(ThresholdEntry entry)
    {
        (ThresholdKind Kind, int? Value, int Least, int Most)[] keys =
        [
            (ThresholdKind.Points, entry.Points, 0, 100), (ThresholdKind.Basic, entry.Basic, 1, 60), (ThresholdKind.Other, entry.Other, 1, 60),
            (ThresholdKind.TopPercent, entry.TopPercent, 1, 100), (ThresholdKind.TopPercentWithinAge, entry.TopPercentWithinAge, 1, 100),
        ];
        if (keys.Where(k => k.Value is not null).ToArray() is not [var one])
        {
            Require(false, "any", "each entry holds exactly one of points, basic, other, topPercent, topPercentWithinAge.");
            return new Threshold(ThresholdKind.Points, 0);
        }

        Require(one.Value >= one.Least && one.Value <= one.Most, "any", $"'{one.Kind}' must be {one.Least} to {one.Most}.");
        return new Threshold(one.Kind, one.Value!.Value);
    }

    private void Require(bool holds, string where, string message)
    {
        if (!holds)
            problems.Add(new PolicyProblem(file, where, message));
    }
}

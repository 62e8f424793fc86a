using System.Diagnostics;
using System.Globalization;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;

namespace ChildLink.Benchmarks.Policies;

/// <summary>Decisions of a large policy, 30 roles with 20 purposes over 300 fields: time of one, size of the table and time to build it.</summary>
internal static class PolicyBenchmark
{
    private const int Roles = 30;
    private const int Purposes = 20;
    private const int Fields = 300;
    private const int Decisions = 20_000;
    private const int Builds = 11;

    // Short and many: other work on the machine interrupts a long round, never all of the short ones.
    private const int Rounds = 500;

    public static void Run()
    {
        var set = Large();
        PolicyCompiler.Build(set, "warm");
        var times = new List<double>();
        long bytes = 0;
        DecisionTable? table = null;
        for (var i = 0; i < Builds; i++)
        {
            table = null;
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var started = Stopwatch.GetTimestamp();
            table = PolicyCompiler.Build(set, "measured");
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        }

        times.Sort();
        var fields = set.Catalogue.ConvertAll(f => FieldId.Of(f.Id));
        var access = table!.Find("role-7", "purpose-3")!;
        Say($"table of {Roles} roles, {Purposes} purposes, {Fields} fields, every cell ruled");
        Say($"  built in                      {times[Builds / 2],8:0.0} ms (median of {Builds})");
        Say($"  holds                         {bytes / 1e6,8:0.0} MB");
        Say($"  one decision by name          {Nanoseconds(i => table.Decide("role-7", "purpose-3", fields[i % Fields])),8:0.0} ns");
        Say($"  one decision of a known role  {Nanoseconds(i => access.Decisions.Of(fields[i % Fields])!),8:0.0} ns");
        GC.KeepAlive(table);
    }

    private static double Nanoseconds(Func<int, AccessDecision> decide)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var shown = 0;
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Decisions; i++)
                shown += (int)decide(i).Disposition;
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / Decisions);
            if (shown == 0)
                throw new InvalidOperationException("Nothing was shown: the policy is not the one meant.");
        }

        return best;
    }

    private static PolicySet Large()
    {
        var purposes = Enumerable.Range(0, Purposes).Select(p => new PurposeEntry { Id = $"purpose-{p}", Ja = "目的", Affair = "事務" }).ToList();
        var fields = Enumerable.Range(0, Fields).Select(f => new CatalogueEntry { Id = $"child.field-{f}", Ja = "項目", Class = FieldClass.Attribute, Coarse = "band" }).ToList();
        var roles = Enumerable.Range(0, Roles).Select(r => new RoleEntry
        {
            Id = $"role-{r}",
            Ja = "役割",
            Purposes = purposes.ConvertAll(p => new RolePurposeEntry { Id = p.Id, Rows = "own-institution" }),
        }).ToList();
        var rules = roles.SelectMany(r => r.Purposes.Select(p => new DisclosureRule
        {
            Id = $"{r.Id}-{p.Id}",
            Why = "w",
            Role = r.Id,
            Purpose = p.Id,
            Clear = [.. fields.Where((_, i) => i % 2 == 0).Select(f => f.Id)],
            Coarse = [.. fields.Where((_, i) => i % 2 == 1).Select(f => f.Id)],
        })).ToList();
        return new PolicySet(purposes, roles, fields, rules, []);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

using ChildLink.Views.Figures;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>From everything that is told nothing about a few can be found by adding and subtracting.</summary>
public sealed class FigureTableTests
{
    private const int Smallest = 5;
    private const long Prime = 2_147_483_647;

    [Fact]
    public void Watched_and_supported_together_do_not_tell_who_is_left()
    {
        // Of 30 candidates 14 were supported and 14 watched: two are neither.
        var told = FigureTable.Of(Guid.Empty, Smallest, Of([.. Enumerable.Range(0, 60).Select(i => new Child(
            "1001", "6-8", i < 30, i < 14, i is >= 14 and < 28, i < 30, i < 30, Known: false, Former: false, Shared: 0))]));

        (told.Screened.Value, told.Candidates.Value).ShouldBe((60, 30));
        (told.Supported.Suppressed || told.Watched.Suppressed).ShouldBeTrue();
        told.BySchool.ShouldAllBe(p => p.Supported.Suppressed || p.Watched.Suppressed || p.Candidates.Suppressed);
    }

    [Fact]
    public void A_school_whose_children_are_all_candidates_but_two_does_not_tell_these()
    {
        var told = FigureTable.Of(Guid.Empty, Smallest, Of([.. Enumerable.Range(0, 90).Select(i => new Child(
            i < 20 ? "1001" : "1002", "6-8", i is < 18 or > 60, false, false, false, false, Known: false, Former: false, Shared: 0))]));

        var here = told.BySchool.Single(p => p.Key == "1001");
        (here.Screened.Suppressed || here.Candidates.Suppressed).ShouldBeTrue();
        (told.Screened.Value, told.Candidates.Value).ShouldBe((90, 47));
    }

    [Fact]
    public void Of_large_groups_everything_is_told()
    {
        var told = FigureTable.Of(Guid.Empty, Smallest, Of([.. Enumerable.Range(0, 4_000).Select(i => new Child(
            $"100{i % 4}", i % 3 == 0 ? "6-8" : "9-11", i % 5 < 2, i % 25 == 0, i % 25 == 1, i % 5 < 2 && i % 3 < 2, i % 25 < 2, i % 7 == 0, i % 11 == 0, i % 25 == 0 ? 1 + (i % 2) : 0))]));

        Names(told).Values.ShouldNotContain((long?)null);
    }

    [Fact]
    public void No_small_count_follows_from_what_is_told()
    {
        var random = new Random(20_250_112);
        var (held, all) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            var counts = Of(Population(random, random.Next(1, 250)));
            var told = Names(FigureTable.Of(Guid.Empty, Smallest, counts));
            var (values, sums) = Everything(counts);
            foreach (var (name, value) in told)
                (value is null || value == values[name]).ShouldBeTrue(name);
            foreach (var name in Derivable(values.Keys, told, sums))
                (values[name] == 0 || Math.Abs(values[name]) >= Smallest).ShouldBeTrue($"round {round}: {name} is {values[name]}");
            (held, all) = (held + told.Values.Count(v => v is null), all + told.Count);
        }

        // Holding everything back would pass too.
        ((double)held / all).ShouldBeInRange(0.05, 0.8);
    }

    private static Child[] Population(Random random, int size)
    {
        var (schools, many) = (random.Next(1, 5), random.NextDouble());
        return [.. Enumerable.Range(0, size).Select(_ =>
        {
            var candidate = random.NextDouble() < many;
            var narrowed = candidate && random.NextDouble() < 0.8;
            var proceeded = narrowed && random.NextDouble() < 0.8;
            var decided = proceeded ? random.Next(4) : 0;
            return new Child(
                $"100{random.Next(schools)}", random.Next(2) == 0 ? "6-8" : "9-11", candidate, decided == 1, decided == 2, narrowed, proceeded,
                random.Next(3) == 0, candidate && random.Next(2) == 0, proceeded ? random.Next(3) : 0);
        })];
    }

    private static FigureCounts Of(Child[] children)
    {
        Child[] candidates = [.. children.Where(c => c.Candidate)];
        return new FigureCounts(
            children.Length + 7, children.Length, candidates.Length, candidates.Count(c => c.Narrowed), candidates.Count(c => c.Proceeded),
            Group(c => c.Known), Group(c => !c.Known), candidates.Count(c => c.Former), (0, 0), (children.Count(c => c.Shared == 1), children.Count(c => c.Shared == 2)),
            Parts(c => c.School), Parts(c => c.Band));

        GroupCounts Group(Func<Child, bool> belongs)
        {
            Child[] of = [.. candidates.Where(belongs)];
            return new GroupCounts(of.Count(c => c.Supported), of.Count(c => c.Watched), of.Count(c => !c.Supported && !c.Watched));
        }

        PartCounts[] Parts(Func<Child, string> key) =>
            [.. children.GroupBy(key).OrderBy(g => g.Key).Select(g => new PartCounts(
                g.Key, g.Count(), g.Count(c => c.Candidate), g.Count(c => c.Supported), g.Count(c => c.Watched)))];
    }

    /// <summary>Every figure by name.</summary>
    private static Dictionary<string, long?> Names(RunFigures f)
    {
        var named = new Dictionary<string, long?>
        {
            ["population"] = f.Population.Value,
            ["screened"] = f.Screened.Value,
            ["candidates"] = f.Candidates.Value,
            ["narrowed"] = f.Narrowed.Value,
            ["proceeded"] = f.Proceeded.Value,
            ["supported"] = f.Supported.Value,
            ["watched"] = f.Watched.Value,
            ["new"] = f.NewCandidates.Value,
            ["former"] = f.FormerCandidates.Value,
            ["shared"] = f.NewShares.Value,
            ["reshared"] = f.RepeatedShares.Value,
        };
        foreach (var (name, group) in new[] { ("known", f.Known), ("latent", f.Latent) })
            (named[$"{name}.supported"], named[$"{name}.watched"], named[$"{name}.others"]) = (group.Supported.Value, group.Watched.Value, group.Others.Value);
        foreach (var part in f.BySchool.Concat(f.ByAge))
        {
            (named[$"{part.Key}.screened"], named[$"{part.Key}.candidates"]) = (part.Screened.Value, part.Candidates.Value);
            (named[$"{part.Key}.supported"], named[$"{part.Key}.watched"]) = (part.Supported.Value, part.Watched.Value);
        }

        return named;
    }

    /// <summary>Every count with its true value, also those that are told to nobody, and the sums by which they hang together.</summary>
    private static (Dictionary<string, long> Values, List<(string Whole, string[] Parts)> Sums) Everything(FigureCounts c)
    {
        var values = Names(FigureTable.Of(Guid.Empty, 0, c)).ToDictionary(n => n.Key, n => n.Value!.Value);
        var sums = new List<(string, string[])>();
        Rest("population", "away", "screened");
        Rest("screened", "no-candidates", "candidates");
        Rest("candidates", "not-narrowed", "narrowed");
        Rest("narrowed", "not-proceeded", "proceeded");
        Rest("proceeded", "undecided", "supported", "watched");
        Rest("candidates", "others", "supported", "watched");
        Rest("candidates", "unshared", "shared", "reshared");
        foreach (var group in new[] { "known", "latent" })
        {
            values[group] = values[$"{group}.supported"] + values[$"{group}.watched"] + values[$"{group}.others"];
            sums.Add((group, [$"{group}.supported", $"{group}.watched", $"{group}.others"]));
        }

        sums.Add(("candidates", ["known", "latent"]));
        sums.Add(("candidates", ["new", "former"]));
        foreach (var kind in new[] { "supported", "watched", "others" })
            sums.Add((kind, [$"known.{kind}", $"latent.{kind}"]));
        foreach (var parts in new[] { c.Schools, c.Ages })
        {
            foreach (var key in parts.Select(p => p.Key))
            {
                Rest($"{key}.screened", $"{key}.no-candidates", $"{key}.candidates");
                Rest($"{key}.candidates", $"{key}.others", $"{key}.supported", $"{key}.watched");
            }

            foreach (var kind in new[] { "screened", "candidates", "no-candidates", "supported", "watched", "others" })
                sums.Add((kind, [.. parts.Select(p => $"{p.Key}.{kind}")]));
        }

        foreach (var (whole, parts) in sums)
            values[whole].ShouldBe(parts.Sum(p => values[p]), whole);
        return (values, sums);

        void Rest(string whole, string rest, params string[] parts)
        {
            values[rest] = values[whole] - parts.Sum(p => values[p]);
            sums.Add((whole, [.. parts, rest]));
        }
    }

    /// <summary>Counts that the told ones and the sums settle: they stand alone in a row of the reduced system, in arithmetic modulo a prime.</summary>
    private static IEnumerable<string> Derivable(IEnumerable<string> names, Dictionary<string, long?> told, List<(string Whole, string[] Parts)> sums)
    {
        var known = names.Where(n => told.GetValueOrDefault(n) is not null).ToHashSet();
        string[] unknown = [.. names.Where(n => !known.Contains(n))];
        var place = unknown.Index().ToDictionary(u => u.Item, u => u.Index);
        var rows = sums.Select(s =>
        {
            var row = new long[unknown.Length];
            if (place.TryGetValue(s.Whole, out var whole))
                row[whole] = 1;
            foreach (var part in s.Parts.Where(place.ContainsKey))
                row[place[part]] = Prime - 1;
            return row;
        }).ToList();
        var done = 0;
        for (var column = 0; column < unknown.Length && done < rows.Count; column++)
        {
            var at = rows.FindIndex(done, r => r[column] != 0);
            if (at < 0)
                continue;
            (rows[done], rows[at]) = (rows[at], rows[done]);
            var by = (long)System.Numerics.BigInteger.ModPow(rows[done][column], Prime - 2, Prime);
            rows[done] = [.. rows[done].Select(v => v * by % Prime)];
            for (var i = 0; i < rows.Count; i++)
            {
                if (i != done && rows[i][column] is not 0 and var times)
                    rows[i] = [.. rows[i].Zip(rows[done], (v, p) => (v + ((Prime - times) * p)) % Prime)];
            }

            done++;
        }

        return known.Concat(rows.Where(r => r.Count(v => v != 0) == 1).Select(r => unknown[Array.FindIndex(r, v => v != 0)]));
    }

    private sealed record Child(
        string School, string Band, bool Candidate, bool Supported, bool Watched, bool Narrowed, bool Proceeded, bool Known, bool Former, int Shared);
}

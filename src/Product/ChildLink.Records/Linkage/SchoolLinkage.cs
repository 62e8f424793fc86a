using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>What school linkage works on: current records, opened under the purpose linkage.</summary>
/// <param name="Residents">住民記録, also of those who moved out.</param>
/// <param name="Register">学齢簿.</param>
/// <param name="Rosters">児童生徒名簿.</param>
/// <param name="Rows">Rows that name pupils, by provision, as <see cref="PupilSource.All"/> describes them.</param>
/// <param name="AsOf">Day the newest register was drawn; gives the fiscal year of files whose names carry none.</param>
public sealed record SchoolLinkageInput(
    IReadOnlyList<CurrentRecord> Residents, IReadOnlyList<CurrentRecord> Register, IReadOnlyList<CurrentRecord> Rosters,
    IReadOnlyDictionary<string, IReadOnlyList<CurrentRecord>> Rows, DateOnly AsOf);

/// <summary>Finds the residents that records of schools are about: fiscal year by year, rosters first, the rest through them.</summary>
public static class SchoolLinkage
{
    /// <summary>
    /// One decision for every record of rosters and of the other sources, in order of provision and key.
    /// The result does not depend on the order of the input.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<LinkDecision> Link(SchoolLinkageInput input, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(input);
        var current = SchoolYear.Of(input.AsOf);
        int YearOf(CurrentRecord row) => SchoolYear.OfFile(row.File) ?? current;

        var register = input.Register.ToLookup(YearOf);
        var rosters = input.Rosters.ToLookup(YearOf);
        var others = PupilSource.All
            .SelectMany(source => input.Rows.GetValueOrDefault(source.Provision, []).Select(row => (Source: source, Row: row)))
            .ToLookup(x => YearOf(x.Row));
        var decisions = new List<LinkDecision>();
        foreach (var year in rosters.Select(rows => rows.Key).Concat(others.Select(rows => rows.Key)).Distinct())
        {
            var grades = GradeScale.Learn(register[year], rosters[year], year);
            var pool = PupilPool.Of(input.Residents, register[year], grades, year);
            var entries = rosters[year].Select(r => (r.Key, Entry: RosterEntry.Of(r, grades))).ToList();
            var verdicts = RosterLinkage.Link([.. entries.Select(r => r.Entry).Distinct()], pool, ct);
            decisions.AddRange(entries.Select(r => verdicts[r.Entry].For(SourceProvisions.SchoolRoster, r.Key)));
            PupilEntry[] rows = [.. others[year].Select(x => PupilEntry.Of(x.Row, x.Source, grades))];
            decisions.AddRange(new PupilLinkage(verdicts, pool, rows).Link(rows, ct).Select(x => x.Verdict.For(x.Entry.Provision, x.Entry.Key)));
        }

        decisions.Sort(static (a, b) => string.CompareOrdinal(a.Provision, b.Provision) is var order and not 0 ? order : a.Key.CompareTo(b.Key));
        return decisions;
    }
}

using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>
/// Grades on one scale of 1–9. A lower secondary school counts its grades from 1 again; no column says which schools do,
/// so it is learned from pupils whose birth date and grade are both known.
/// </summary>
internal sealed class GradeScale
{
    private readonly Dictionary<string, int> lowest;

    private GradeScale(Dictionary<string, int> lowest) => this.lowest = lowest;

    /// <summary>Learns from the register and the rosters of one fiscal year: per school the commonest distance between cohort and written grade.</summary>
    public static GradeScale Learn(IEnumerable<CurrentRecord> register, IEnumerable<CurrentRecord> rosters, int fiscalYear)
    {
        var seen = register.Select(r => (School: r["school.school"], Grade: r.Number("school.grade"), Birth: r.Day("school.birth-date")))
            .Concat(rosters.Select(r => (School: r.File.GetValueOrDefault("school"), Grade: r.Number("roster.grade"), Birth: r.Day("roster.birth-date"))));
        var distances = new Dictionary<string, Dictionary<int, int>>(StringComparer.Ordinal);
        foreach (var (school, grade, birth) in seen)
        {
            if (school is null || grade is not { } written || birth is not { } date || SchoolYear.Grade(date, fiscalYear) is not { } cohort)
                continue;
            if (!distances.TryGetValue(school, out var counts))
                distances[school] = counts = [];
            counts[cohort - written] = counts.GetValueOrDefault(cohort - written) + 1;
        }

        return new GradeScale(distances.ToDictionary(
            d => d.Key, d => d.Value.OrderByDescending(c => c.Value).ThenBy(c => Math.Abs(c.Key)).First().Key, StringComparer.Ordinal));
    }

    /// <summary>Grade 1–9 of a written grade at a school; the written grade where nothing is known of the school.</summary>
    public int? At(string? school, int? written) =>
        written is { } grade ? grade + (school is null ? 0 : lowest.GetValueOrDefault(school)) : null;
}

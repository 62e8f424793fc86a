using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>A fiscal year of a resident at one school.</summary>
internal sealed record EnrolmentYear(Guid Resident, int FiscalYear, string School, string? SchoolName, string? Grade, string? Class)
{
    /// <summary>
    /// Every year at every school that the school-age register or a linked roster names: a pupil who changed school within a
    /// year was at both. The roster knows the class; where both name the grade the roster's counts.
    /// </summary>
    /// <param name="register">学齢簿, all years.</param>
    /// <param name="rosters">児童生徒名簿, all years.</param>
    /// <param name="decisions">Of this run.</param>
    /// <param name="current">Fiscal year of files whose names carry none.</param>
    public static IReadOnlyList<EnrolmentYear> From(
        IReadOnlyList<CurrentRecord> register, IReadOnlyList<CurrentRecord> rosters, IReadOnlyList<LinkDecision> decisions, int current)
    {
        var years = new Dictionary<(Guid Resident, int Year, string School), EnrolmentYear>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in register)
        {
            if (row["school.school"] is not { } school)
                continue;
            if (row["school.school-name"] is { } name)
                names.TryAdd(school, name);
            var year = SchoolYear.OfFile(row.File) ?? current;
            years[(row.Subject, year, school)] = new EnrolmentYear(row.Subject, year, school, row["school.school-name"], row["school.grade"], null);
        }

        var residentOf = decisions
            .Where(d => d is { Provision: SourceProvisions.SchoolRoster, Status: LinkStatus.Linked, Resident: not null })
            .ToDictionary(d => d.Key, d => d.Resident!.Value);
        foreach (var row in rosters.OrderBy(r => r.Key))
        {
            if (!residentOf.TryGetValue(row.Key, out var resident) || !row.File.TryGetValue("school", out var school))
                continue;
            var year = SchoolYear.OfFile(row.File) ?? current;
            var known = years.GetValueOrDefault((resident, year, school));
            years[(resident, year, school)] = new EnrolmentYear(
                resident, year, school, known?.SchoolName ?? names.GetValueOrDefault(school), row["roster.grade"] ?? known?.Grade, row["roster.class"]);
        }

        return [.. years.Values];
    }
}

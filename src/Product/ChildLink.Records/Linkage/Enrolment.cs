using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>Where a resident goes to school now: from the school-age register, with the class of the linked roster entry.</summary>
internal sealed record Enrolment(Guid Resident, string School, string? SchoolName, string? Grade, string? Class)
{
    /// <summary>
    /// The roster says where a child sits today; the register where it was enrolled. A linked roster entry of the newest
    /// fiscal year wins, so that a school never sees a pupil who moved on to another. When two rosters of one year name the
    /// pupil, the one of the registered school wins.
    /// </summary>
    public static IReadOnlyList<Enrolment> From(
        IReadOnlyList<CurrentRecord> register, IReadOnlyList<CurrentRecord> rosters, IReadOnlyList<LinkDecision> decisions)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var byResident = new Dictionary<Guid, (string Year, Enrolment Enrolment)>();
        foreach (var row in register)
        {
            if (row["school.school"] is not { } school)
                continue;
            if (row["school.school-name"] is { } name)
                names.TryAdd(school, name);
            var year = row.File.GetValueOrDefault("year") ?? "";
            if (!byResident.TryGetValue(row.Subject, out var before) || string.CompareOrdinal(year, before.Year) >= 0)
                byResident[row.Subject] = (year, new Enrolment(row.Subject, school, row["school.school-name"], row["school.grade"], null));
        }

        var registeredAt = byResident.ToDictionary(r => r.Key, r => r.Value.Enrolment.School);
        var residentOf = decisions
            .Where(d => d.Provision == "school-roster" && d.Status == LinkStatus.Linked && d.Resident is not null)
            .ToDictionary(d => d.Key, d => d.Resident!.Value);
        var linked = rosters
            .Where(r => residentOf.ContainsKey(r.Key) && r.File.ContainsKey("school"))
            .Select(r => (Row: r, Resident: residentOf[r.Key], School: r.File["school"]))
            .OrderBy(r => r.Row.File.GetValueOrDefault("fy"), StringComparer.Ordinal)
            .ThenBy(r => registeredAt.GetValueOrDefault(r.Resident) == r.School)
            .ThenBy(r => r.School, StringComparer.Ordinal)
            .ThenBy(r => r.Row.Key);
        foreach (var (row, resident, school) in linked)
        {
            var enrolled = byResident.GetValueOrDefault(resident).Enrolment;
            byResident[resident] = ("", new Enrolment(
                resident, school, names.GetValueOrDefault(school) ?? enrolled?.SchoolName, row["roster.grade"] ?? enrolled?.Grade, row["roster.class"]));
        }

        return [.. byResident.Values.Select(v => v.Enrolment)];
    }
}

using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>Where a resident goes to school now: from the school-age register, with the class of the linked roster entry.</summary>
internal sealed record Enrolment(Guid Resident, string School, string? SchoolName, string? Grade, string? Class)
{
    /// <summary>
    /// The roster says where a child sits today; the register where it was enrolled. A linked roster entry of the newest
    /// fiscal year wins, so that a school never sees a pupil who moved on to another.
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

        var residentOf = decisions
            .Where(d => d.Provision == "school-roster" && d.Status == LinkStatus.Linked && d.Resident is not null)
            .ToDictionary(d => d.Key, d => d.Resident!.Value);
        foreach (var row in rosters.OrderBy(r => r.File.GetValueOrDefault("fy"), StringComparer.Ordinal))
        {
            if (!residentOf.TryGetValue(row.Key, out var resident) || row.File.GetValueOrDefault("school") is not { } school)
                continue;
            var enrolled = byResident.GetValueOrDefault(resident).Enrolment;
            byResident[resident] = ("", new Enrolment(
                resident, school, names.GetValueOrDefault(school) ?? enrolled?.SchoolName, row["roster.grade"] ?? enrolled?.Grade, row["roster.class"]));
        }

        return [.. byResident.Values.Select(v => v.Enrolment)];
    }
}

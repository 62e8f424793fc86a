using ChildLink.Learning;
using ChildLink.Records.Linkage;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>Items of school: F39 non-attendance, the additional A04 days absent, A05 times late and A06 family concern told to the social worker.</summary>
internal sealed class SchoolItems
{
    private const string NoSocialWorker = "なし";

    private readonly DateOnly day;
    private readonly int year;
    private readonly HashSet<Guid> refusing;
    private readonly HashSet<Guid> maybeRefusing;
    private readonly HashSet<Guid> pupils;
    private readonly ILookup<Guid, CurrentRecord> attendance;
    private readonly ILookup<Guid, CurrentRecord> lateness;
    private readonly ILookup<Guid, CurrentRecord> consultations;
    private readonly HashSet<Guid> maybeConsulted;
    private readonly Dictionary<Guid, string> schools = [];
    private readonly HashSet<string> schoolsWithSocialWorker;

    public SchoolItems(Town town, SourceRecords sources)
    {
        day = town.Day;
        year = SchoolYear.Of(day);
        refusing = Seen(sources[Sources.NonAttendanceList]);
        maybeRefusing = Seen(sources.MayBe(Sources.NonAttendanceList));
        pupils = [.. Seen(sources[Sources.SchoolRoster]), .. Seen(sources[Sources.Attendance])];
        attendance = OfThisYear(sources[Sources.Attendance]);
        lateness = OfThisYear(sources[Sources.Lateness]);
        consultations = OfThisYear(sources[Sources.SocialWorkerConsultation].Where(r => r.BegunBy("ssw.date", day)));
        maybeConsulted = [.. sources.MayBe(Sources.SocialWorkerConsultation).Where(r => IsOfThisYear(r) && r.BegunBy("ssw.date", day)).Select(r => r.Subject)];
        foreach (var record in sources[Sources.SchoolAgeRegister].Where(IsOfThisYear))
            Attends(record, record["school.school"]);
        foreach (var record in sources[Sources.SchoolRoster].Where(IsOfThisYear))
            Attends(record, record.File.GetValueOrDefault("school"));
        schoolsWithSocialWorker = [.. sources[Sources.SocialWorkerPlacement]
            .Where(r => IsOfThisYear(r) && r.BegunBy("ssw-placement.from", day) && r.Word("ssw-placement.frequency") is { Length: > 0 } often && often != NoSocialWorker)
            .Select(r => r["ssw-placement.school"]).OfType<string>()];
    }

    /// <summary>
    /// F39: on the schools' list of non-attendance. 'No' takes a roster or attendance record that knows the child, and no entry
    /// of the list that waits for a person to say whether it is the child's.
    /// </summary>
    public Cell NonAttendance(Child child)
    {
        if (AtSchoolAge(child) is { } cell)
            return cell;
        if (refusing.Contains(child.Person.Id))
            return Cell.Known(true);
        return pupils.Contains(child.Person.Id) && !maybeRefusing.Contains(child.Person.Id) ? Cell.Known(false) : Cell.Unknown;
    }

    /// <summary>A04: days absent in the months of the fiscal year that are held, 0 or more.</summary>
    public Cell DaysAbsent(Child child) => AtSchoolAge(child) ?? Sum(attendance[child.Person.Id].Select(r => r.Number("attendance.absent")));

    /// <summary>A05: times late in the fiscal year, 0 or more.</summary>
    public Cell TimesLate(Child child) => AtSchoolAge(child) ?? Sum(lateness[child.Person.Id].Select(r => r.Number("lateness.late")));

    /// <summary>
    /// A06: family circumstances were a concern in a consultation with the school social worker in the fiscal year. Without a
    /// consultation the question does not arise, except at a school without a social worker: there it is unknown, and so it is
    /// where a consultation may be the child's.
    /// </summary>
    public Cell FamilyConcern(Child child)
    {
        if (AtSchoolAge(child) is { } cell)
            return cell;
        var held = consultations[child.Person.Id].ToList();
        if (held.Exists(r => r.Ticked("ssw.home")))
            return Cell.Known(true);
        if (maybeConsulted.Contains(child.Person.Id))
            return Cell.Unknown;
        if (held.Count > 0)
            return Cell.Known(false);
        return schools.TryGetValue(child.Person.Id, out var school) && schoolsWithSocialWorker.Contains(school) ? Cell.NotApplicable : Cell.Unknown;
    }

    /// <summary>The cell of who is too young or too old for compulsory school; null for pupils.</summary>
    public static Cell? AtSchoolAge(Child child) => child.SchoolAge switch
    {
        < SchoolAge.FirstAtSchool => Cell.NotYetOfAge,
        > SchoolAge.LastAtSchool => Cell.NotApplicable,
        _ => null,
    };

    private static Cell Sum(IEnumerable<int?> numbers)
    {
        var known = numbers.OfType<int>().ToList();
        return known.Count > 0 ? Cell.Known(known.Sum()) : Cell.Unknown;
    }

    private void Attends(CurrentRecord record, string? school)
    {
        if (school is not null)
            schools[record.Subject] = school;
    }

    private bool IsOfThisYear(CurrentRecord record) => record.PeriodStart() is { } start && start <= day && SchoolYear.Of(start) == year;

    private ILookup<Guid, CurrentRecord> OfThisYear(IEnumerable<CurrentRecord> records) => records.Where(IsOfThisYear).ToLookup(r => r.Subject);

    private HashSet<Guid> Seen(IReadOnlyList<CurrentRecord> records) => [.. records.Where(r => !(r.PeriodStart() > day)).Select(r => r.Subject)];
}

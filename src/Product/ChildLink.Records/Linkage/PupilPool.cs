using System.Runtime.InteropServices;
using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>
/// The pupils of one fiscal year: who stands in the school-age register (学齢簿) of that year, and every resident of
/// that age, moved out or not, because rosters and attendance of earlier months still name those who left.
/// </summary>
internal sealed class PupilPool
{
    private const int UnknownGrade = 0;

    private static readonly List<Pupil> Nobody = [];
    private readonly Dictionary<(string School, int Grade), List<Pupil>> byClassroom = [];
    private readonly Dictionary<string, List<Pupil>> bySchool = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Pupil>> byReading = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Pupil>> byName = new(StringComparer.Ordinal);
    private readonly List<Pupil> withGeta = [];
    private readonly List<Pupil> withoutSchool = [];

    private PupilPool(IEnumerable<Pupil> pupils)
    {
        Pupils = [.. pupils];
        foreach (var pupil in Pupils)
            Index(pupil);
    }

    public IReadOnlyList<Pupil> Pupils { get; }

    /// <param name="residents">Every resident.</param>
    /// <param name="register">The school-age register of the year.</param>
    /// <param name="scale">Puts grades on one scale.</param>
    /// <param name="fiscalYear">The year.</param>
    public static PupilPool Of(IReadOnlyList<CurrentRecord> residents, IEnumerable<CurrentRecord> register, GradeScale scale, int fiscalYear)
    {
        var drafts = new Dictionary<Guid, PupilDraft>();
        foreach (var row in register)
            Draft(drafts, row.Subject).AddRegister(row, fiscalYear, scale);

        foreach (var row in residents)
        {
            var grade = row.Day("resident.birth-date") is { } birth ? SchoolYear.Grade(birth, fiscalYear) : null;
            if (grade is not null || drafts.ContainsKey(row.Subject))
                Draft(drafts, row.Subject).AddResident(row, grade);
        }

        return new PupilPool(drafts.Values.OrderBy(d => d.Resident).Select(d => d.Finish()));
    }

    /// <summary>Pupils registered at a school in a grade; without a grade all of the school. Pupils of unknown grade always count.</summary>
    public IEnumerable<Pupil> At(string? school, int? grade)
    {
        if (school is null)
            return [];
        return grade is { } known
            ? byClassroom.GetValueOrDefault((school, known), Nobody).Concat(byClassroom.GetValueOrDefault((school, UnknownGrade), Nobody))
            : bySchool.GetValueOrDefault(school, Nobody);
    }

    /// <summary>Residents of the age of a grade, or of any without one, of whom no register says where they go to school.</summary>
    public IEnumerable<Pupil> WithoutSchool(int? grade) =>
        withoutSchool.Where(p => grade is not { } known || p.Grades.Count == 0 || p.Grades.Contains(known));

    /// <summary>Pupils anywhere with a folded reading.</summary>
    public IEnumerable<Pupil> Reading(string reading) => byReading.GetValueOrDefault(reading, Nobody);

    /// <summary>Pupils anywhere with a folded name; a name with geta marks is compared with everybody.</summary>
    public IEnumerable<Pupil> Called(string name)
    {
        if (name.Length == 0)
            return [];
        return name.Contains(NameFolding.Geta)
            ? Pupils.Where(p => p.IsCalled(name, getaMayVanish: true))
            : byName.GetValueOrDefault(name, Nobody).Concat(withGeta.Where(p => p.IsCalled(name, getaMayVanish: true))).Distinct();
    }

    private static PupilDraft Draft(Dictionary<Guid, PupilDraft> drafts, Guid resident)
    {
        ref var draft = ref CollectionsMarshal.GetValueRefOrAddDefault(drafts, resident, out _);
        return draft ??= new PupilDraft(resident);
    }

    private void Index(Pupil pupil)
    {
        if (pupil.Schools.Count == 0)
            withoutSchool.Add(pupil);
        foreach (var school in pupil.Schools)
        {
            Add(bySchool, school, pupil);
            foreach (var grade in pupil.Grades.DefaultIfEmpty(UnknownGrade))
                Add(byClassroom, (school, grade), pupil);
        }

        foreach (var reading in pupil.Names.Select(n => n.Reading).Where(r => r.Length > 0).Distinct(StringComparer.Ordinal))
            Add(byReading, reading, pupil);
        foreach (var name in pupil.Names.Select(n => n.Whole).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal))
            Add(byName, name, pupil);
        if (pupil.Names.Any(n => n.Whole.Contains(NameFolding.Geta)))
            withGeta.Add(pupil);
    }

    private static void Add<TKey>(Dictionary<TKey, List<Pupil>> index, TKey key, Pupil pupil)
        where TKey : notnull
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _);
        (list ??= []).Add(pupil);
    }
}

using System.Globalization;
using ChildLink.Records.Linkage;
using ChildLink.Records.Store;

namespace ChildLink.Tests.Product.Linkage;

/// <summary>Builds the input of school linkage row by row; fiscal year 2024, school 1001 unless said otherwise.</summary>
internal sealed class SchoolRows
{
    private readonly List<CurrentRecord> residents = [];
    private readonly List<CurrentRecord> register = [];
    private readonly List<CurrentRecord> rosters = [];
    private readonly Dictionary<string, List<CurrentRecord>> others = new(StringComparer.Ordinal);
    private int made;

    public SchoolLinkageInput Input => new(
        residents, register, rosters, others.ToDictionary(o => o.Key, o => (IReadOnlyList<CurrentRecord>)o.Value), new DateOnly(2025, 1, 10));

    /// <summary>A resident who also stands in the school-age register; without a school only a resident.</summary>
    public Guid Pupil(
        string name, string kana, string? birth, string? school = "1001", int? grade = null,
        string? alias = null, string? aliasKana = null, string? former = null)
    {
        var id = Id();
        residents.Add(Record(
            id, [], ("resident.name", name), ("resident.kana", kana), ("resident.birth-date", birth),
            ("resident.alias", alias), ("resident.alias-kana", aliasKana), ("resident.former-surname", former)));
        if (school is not null)
        {
            register.Add(Record(
                id, new() { ["year"] = "R06" }, ("school.name", name), ("school.kana", kana), ("school.birth-date", birth),
                ("school.school", school), ("school.grade", Text(grade))));
        }

        return id;
    }

    public Guid Roster(string? name, string? kana, string? birth, int? grade, string? group = "1", int? number = 1, string school = "1001", string fy = "2024") =>
        Add(rosters, new() { ["school"] = school, ["fy"] = fy },
            ("roster.name", name), ("roster.kana", kana), ("roster.birth-date", birth), ("roster.grade", Text(grade)), ("roster.class", group), ("roster.number", Text(number)));

    public Guid Attendance(string? name, int? grade, string? group = "1", int? number = 1, string school = "1001", string month = "202406") =>
        Add(Of("attendance"), new() { ["school"] = school, ["month"] = month },
            ("attendance.name", name), ("attendance.grade", Text(grade)), ("attendance.class", group), ("attendance.number", Text(number)));

    public Guid NonAttendance(string? name, int? grade, string? group = "1", string? school = "1001") =>
        Add(Of("non-attendance-list"), new() { ["year"] = "R06" },
            ("refusal.name", name), ("refusal.grade", Text(grade)), ("refusal.class", group), ("refusal.school", school));

    /// <summary>A row of the pupils' own survey: no number.</summary>
    public Guid Survey(string? name, int? grade, string? group = "1", string school = "1001", string month = "202406") =>
        Add(Of("mind-health-survey"), new() { ["school"] = school, ["month"] = month },
            ("mind.name", name), ("mind.grade", Text(grade)), ("mind.class", group));

    /// <summary>A row of the social worker's records: neither class nor number, and the school in the row.</summary>
    public Guid SocialWorker(string? name, int? grade, string? school = "1001") =>
        Add(Of("ssw-consultation"), new() { ["year"] = "R06" }, ("ssw.name", name), ("ssw.grade", Text(grade)), ("ssw.school", school));

    /// <summary>Links everything and answers the decision on one record.</summary>
    public LinkDecision Decision(Guid key) => SchoolLinkage.Link(Input, TestContext.Current.CancellationToken).Single(d => d.Key == key);

    public static CurrentRecord Record(Guid subject, Dictionary<string, string> file, params (string Item, string? Value)[] items) => new(
        Guid.NewGuid(), subject, items.Where(i => i.Value is not null).ToDictionary(i => i.Item, i => i.Value!, StringComparer.Ordinal), file);

    private Guid Add(List<CurrentRecord> rows, Dictionary<string, string> file, params (string, string?)[] items)
    {
        var row = Record(Id(), file, items);
        rows.Add(row);
        return row.Key;
    }

    private List<CurrentRecord> Of(string provision)
    {
        if (!others.TryGetValue(provision, out var rows))
            others[provision] = rows = [];
        return rows;
    }

    private Guid Id() => new(++made, 0, 0, new byte[8]);

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

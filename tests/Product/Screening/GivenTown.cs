using ChildLink.Learning;
using ChildLink.Records.Store;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;

namespace ChildLink.Tests.Product.Screening;

/// <summary>A town of a few people, made by hand; people are named by letters.</summary>
internal sealed class GivenTown
{
    public static readonly DateOnly Day = new(2025, 1, 10);

    private readonly Dictionary<string, List<CurrentRecord>> records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<CurrentRecord>> queued = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> heldFrom = new(StringComparer.Ordinal);

    /// <summary>Provisions that gave nothing.</summary>
    public HashSet<string> Unreadable { get; } = new(StringComparer.Ordinal);

    public static Guid Id(string name) => new([.. Enumerable.Repeat((byte)name[0], 16)]);

    public GivenTown Person(string name, string born, string relation = "子", string household = "1", params (string Item, string Value)[] more) =>
        Record(Sources.ResidentRegister, name, [("resident.birth-date", born), ("resident.relation", relation), ("resident.household", household), .. more]);

    public GivenTown Mother(string name, string born, string relation = "妻") => Person(name, born, relation, "1", ("resident.sex", "2"));

    /// <summary>A child who came from another municipality on a day.</summary>
    public GivenTown Newcomer(string name, string born, string since) =>
        Person(name, born, more: [("resident.previous-address", "elsewhere"), ("resident.became-resident-on", since)]);

    public GivenTown Left(string name, string day) => Record(Sources.MovedOutList, name, ("moved-out.on", day));

    public GivenTown BornTo(string child, string mother, string pregnancy = "", string day = "") =>
        Record(Sources.BirthRecord, child, ("birth.mother", mother), ("birth.pregnancy", pregnancy), ("birth.date", day));

    public GivenTown Epds(string mother, string day, string total, string item10) =>
        Record(Sources.Epds, mother, ("epds.date", day), ("epds.total", total), ("epds.item10", item10));

    public GivenTown Allowance(string child, string recipient, string from = "2020-04-01", string until = "") =>
        Record(Sources.ChildRearingAllowance, child, ("allowance.recipient", recipient), ("allowance.from", from), ("allowance.until", until));

    public GivenTown Council(string name, string from, string until = "") =>
        Record(Sources.CouncilCaseRegister, name, ("council.from", from), ("council.until", until));

    public GivenTown Absent(string name, string year) => InFile(Sources.NonAttendanceList, name, "year", year);

    public GivenTown Attends(string name, string month, string absent = "") => InFile(Sources.Attendance, name, "month", month, ("attendance.absent", absent));

    public GivenTown Dose(string name, string vaccine) => Record(
        Sources.Vaccination, name, ("vaccination.vaccine", vaccine), ("vaccination.period", "1"), ("vaccination.dose", "1"), ("vaccination.date", "2020-06-05"));

    public GivenTown Certificate(string name, string status, string returned) => Record(
        Sources.PhysicalCertificate, name, ("physical-certificate.status", status), ("physical-certificate.from", "2005-05-05"), ("physical-certificate.until", returned));

    /// <summary>A record of any provision; empty values are left out.</summary>
    public GivenTown Record(string provision, string name, params (string Item, string Value)[] items) => Add(provision, name, [], items);

    /// <summary>A record of a file whose name gives a part.</summary>
    public GivenTown InFile(string provision, string name, string part, string value, params (string Item, string Value)[] items) =>
        Add(provision, name, new() { [part] = value }, items);

    /// <summary>Records of one provision wait for a person; they may be about those they name.</summary>
    public GivenTown Queue(string provision)
    {
        queued[provision] = records.Remove(provision, out var found) ? found : [];
        return this;
    }

    public GivenTown HeldFrom(string provision, string day)
    {
        heldFrom[provision] = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return this;
    }

    public FeatureTable Features(DateOnly? asOf = null, DateOnly? bornFrom = null, params string[] items) => FeatureTable.Of(
        new SourceRecords
        {
            ByProvision = records.ToDictionary(r => r.Key, r => (IReadOnlyList<CurrentRecord>)r.Value, StringComparer.Ordinal),
            Unreadable = Unreadable,
            ResidentOf = Id,
            HeldFrom = heldFrom,
            Proposed = queued,
        },
        [.. items.Select(i => new PlanItem(i, i, i, null, bornFrom))],
        asOf ?? Day);

    /// <summary>Names of the children of the run, sorted.</summary>
    public string Children(DateOnly? asOf = null) =>
        string.Concat(Features(asOf, null, "F01").Rows.Select(r => (char)r.Id.ToByteArray()[0]).Order());

    /// <summary>One cell of one child.</summary>
    public Cell Cell(string child, string item, DateOnly? asOf = null, DateOnly? bornFrom = null)
    {
        var features = Features(asOf, bornFrom, item);
        return features.Cells[features.Rows.ToList().FindIndex(r => r.Id == Id(child)), 0];
    }

    private GivenTown Add(string provision, string name, Dictionary<string, string> file, (string Item, string Value)[] items)
    {
        if (!records.TryGetValue(provision, out var found))
            records[provision] = found = [];
        found.Add(new CurrentRecord(
            Guid.NewGuid(), Id(name), items.Where(i => i.Value.Length > 0).ToDictionary(i => i.Item, i => i.Value, StringComparer.Ordinal), file));
        return this;
    }
}

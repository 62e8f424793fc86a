using ChildLink.Learning;
using ChildLink.Records.Linkage;
using ChildLink.Records.Store;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;

namespace ChildLink.Tests.Product.Screening;

/// <summary>A town of a few people, made by hand; people are named by letters.</summary>
internal sealed class GivenTown
{
    public static readonly DateOnly Day = new(2025, 1, 10);

    private readonly List<CurrentRecord> residents = [];
    private readonly List<CurrentRecord> movedOut = [];
    private readonly List<CurrentRecord> births = [];
    private readonly List<CurrentRecord> epds = [];
    private readonly List<CurrentRecord> allowances = [];
    private readonly List<CurrentRecord> council = [];
    private readonly List<LinkedRecord> nonAttendance = [];
    private readonly List<LinkedRecord> pupils = [];

    /// <summary>Provisions that gave nothing.</summary>
    public HashSet<string> Unreadable { get; } = new(StringComparer.Ordinal);

    public static Guid Id(string name) => new([.. Enumerable.Repeat((byte)name[0], 16)]);

    public GivenTown Person(string name, string born, string relation = "子", string household = "1", params (string Item, string Value)[] more)
    {
        residents.Add(Row(name, [("resident.birth-date", born), ("resident.relation", relation), ("resident.household", household), .. more]));
        return this;
    }

    public GivenTown Mother(string name, string born, string relation = "妻") => Person(name, born, relation, "1", ("resident.sex", "2"));

    public GivenTown Left(string name, string day) => Add(movedOut, name, ("moved-out.on", day));

    public GivenTown BornTo(string child, string mother) => Add(births, child, ("birth.mother", mother));

    public GivenTown Epds(string mother, string day, string total, string item10) =>
        Add(epds, mother, ("epds.date", day), ("epds.total", total), ("epds.item10", item10));

    public GivenTown Allowance(string child, string recipient, string from = "2020-04-01", string until = "") =>
        Add(allowances, child, ("allowance.recipient", recipient), ("allowance.from", from), ("allowance.until", until));

    public GivenTown Council(string name, string from) => Add(council, name, ("council.from", from));

    public GivenTown Absent(string name, string year)
    {
        nonAttendance.Add(new LinkedRecord(Id(name), year, null, null));
        return this;
    }

    public GivenTown Attends(string name, string month)
    {
        pupils.Add(new LinkedRecord(Id(name), null, null, month));
        return this;
    }

    public FeatureTable Features(DateOnly? asOf = null, DateOnly? bornFrom = null, params string[] items) => FeatureTable.Of(
        new SourceRecords
        {
            Residents = residents,
            MovedOut = movedOut,
            Births = births,
            Epds = epds,
            Allowances = allowances,
            CouncilCases = council,
            NonAttendance = nonAttendance,
            Pupils = pupils,
            Unreadable = Unreadable,
            ResidentOf = Id,
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

    private GivenTown Add(List<CurrentRecord> records, string name, params (string Item, string Value)[] items)
    {
        records.Add(Row(name, items));
        return this;
    }

    private static CurrentRecord Row(string name, IEnumerable<(string Item, string Value)> items) => new(
        Guid.NewGuid(), Id(name), items.Where(i => i.Value.Length > 0).ToDictionary(i => i.Item, i => i.Value), new Dictionary<string, string>());
}

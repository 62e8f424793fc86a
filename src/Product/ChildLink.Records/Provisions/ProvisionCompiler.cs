using System.Globalization;
using System.Text.RegularExpressions;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;

namespace ChildLink.Records.Provisions;

/// <summary>Checks provision files against city and legal bases and compiles them.</summary>
internal sealed partial class ProvisionCompiler(CityDocument city, LawBook law, IReadOnlySet<string> purposes)
{
    private const string NameFault = "must have 1 to 100 characters out of a-z, 0-9, '.', '_' and '-'.";

    private readonly List<PolicyProblem> problems = [];

    public IReadOnlyList<PolicyProblem> Problems => problems;

    public Provision? Compile(string file, ProvisionDocument p, string version)
    {
        var before = problems.Count;
        void Fault(string where, string message) => problems.Add(new PolicyProblem(file, $"{p.Id} {where}".Trim(), message));

        if (!Name().IsMatch(p.Id))
            Fault("id", NameFault);
        var holder = OrganOf(p.Holder);
        var recipient = OrganOf(p.Recipient);
        if (holder is null)
            Fault("holder", $"department '{p.Holder}' is not in city.yaml.");
        if (recipient is null)
            Fault("recipient", $"department '{p.Recipient}' is not in city.yaml.");
        foreach (var purpose in p.Purposes.Where(x => !purposes.Contains(x)))
            Fault("purposes", $"'{purpose}' is not in purposes.yaml.");
        if (p.Purposes.Count == 0)
            Fault("purposes", "names none; nothing may be done with the data.");
        if (!Enum.TryParse<DeliveryMode>(p.Mode, ignoreCase: true, out var mode))
            Fault("mode", "must be full, delta or append.");
        if (p.LargestDropPercent is < 0 or > 100)
            Fault("largestDropPercent", "must lie between 0 and 100.");
        if (p.Key.Count == 0)
            Fault("key", "names no column; without a business key a repeated import would double records.");
        if (string.IsNullOrWhiteSpace(p.Subject.Resident) == (p.Subject.Source.Count == 0))
            Fault("subject", "must name either resident (one column) or source (columns that name the person).");
        if (p.Effective is { } effective)
            CheckEffective(p, mode, effective, Fault);
        if (p.Period is { } period && (IndexOf(p, period) is not { } at || TypeOf(p.Columns[at].Type) != ColumnType.Date))
            Fault("period", $"column '{period}' must be declared as a date.");
        if (!Retention().IsMatch(p.Retention))
            Fault("retention", "is a time in years, months or days: P5Y, P6M, P30D.");
        CheckColumns(p, Fault);
        var items = DataItems.Of(p, law, Fault);
        var bases = BasisCheck.Of(p, holder, recipient, law, items.Any(i => i.Special), Fault);
        var grants = GrantCheck.Of(p, holder, items, law, Fault);
        var heldFrom = p.HeldFrom is null ? null : CalendarDay(p.HeldFrom);
        if (p.HeldFrom is not null && heldFrom is null)
            Fault("heldFrom", "is a day, yyyy-MM-dd.");
        FilePattern? pattern = null;
        try
        {
            pattern = FilePattern.Parse(p.File);
        }
        catch (FormatException e)
        {
            Fault("file", e.Message);
        }

        if (problems.Count > before)
            return null;
        return new Provision(
            p.Id, p.Ja, p.Holder, holder!.Id, p.Recipient, bases,
            p.Purposes, p.Retention, mode, p.LargestDropPercent, pattern!, IndexOf(p, p.Effective), IndexOf(p, p.Period), p.Subject.Resident, p.Subject.Source, p.Key,
            [.. p.Columns.Select(c => new ProvisionColumn(c.Name, c.Item, TypeOf(c.Type)!.Value, c.Required, c.Min, c.Max, c.Values, c.Unreadable == "empty", c.Unit))], version)
        {
            HeldFrom = heldFrom,
            DrawsOn = p.DrawsOn,
            Items = items,
            Grants = grants,
            Restrictions = p.Restrictions,
            Necessity = p.Necessity,
        };
    }

    /// <summary>A full extract speaks for one day as a whole; only rows that come one by one can have days of their own.</summary>
    private static void CheckEffective(ProvisionDocument p, DeliveryMode mode, string effective, Action<string, string> fault)
    {
        if (mode == DeliveryMode.Full)
            fault("effective", "is for delta and append; a full extract speaks for the day in its name ({date}) or the day it is received.");
        if (IndexOf(p, effective) is not { } index)
            fault("effective", $"column '{effective}' is not declared.");
        else if (TypeOf(p.Columns[index].Type) != ColumnType.Date)
            fault("effective", $"column '{effective}' must be a date.");
    }

    private static int? IndexOf(ProvisionDocument p, string? column) =>
        column is not null && p.Columns.FindIndex(c => c.Name == column) is var index and >= 0 ? index : null;

    private static void CheckColumns(ProvisionDocument p, Action<string, string> fault)
    {
        var names = p.Columns.Select(c => c.Name).ToList();
        foreach (var column in p.Columns)
        {
            if (column.Item is { } item && !Name().IsMatch(item))
                fault($"column {column.Name}", $"item {NameFault}");
            if (TypeOf(column.Type) is null)
                fault($"column {column.Name}", $"type '{column.Type}' is unknown.");
            if (column.Unreadable is not ("hold" or "empty"))
                fault($"column {column.Name}", "unreadable must be hold or empty.");
            if (column.Unreadable == "empty" && (column.Required || p.Key.Contains(column.Name) || p.Subject.Resident == column.Name || p.Subject.Source.Contains(column.Name)))
                fault($"column {column.Name}", "names the record and cannot be left empty.");
            if (column.Unit is not null && TypeOf(column.Type) is not (ColumnType.Integer or ColumnType.Number))
                fault($"column {column.Name}", "a unit follows an integer or a number only.");
            if (ForbiddenColumns.IsForbidden(column.Name))
                fault($"column {column.Name}", "is never taken in (My Number, registered domicile).");
        }

        foreach (var name in p.Key.Concat(p.Subject.Source).Append(p.Subject.Resident).Where(n => !string.IsNullOrEmpty(n)))
        {
            if (!name!.StartsWith('@') && !names.Contains(name))
                fault("key or subject", $"column '{name}' is not declared.");
        }
    }

    /// <summary>What event ids and sealed values are bound to has a bounded length and one spelling.</summary>
    [GeneratedRegex(@"\A[a-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\AP[1-9][0-9]{0,3}[YMD]\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Retention();

    private OrganEntry? OrganOf(string department) => city.Organs.FirstOrDefault(o => o.Departments.Contains(department));

    private static DateOnly? CalendarDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static ColumnType? TypeOf(string type) => type switch
    {
        "text" => ColumnType.Text,
        "date" => ColumnType.Date,
        "integer" => ColumnType.Integer,
        "number" => ColumnType.Number,
        "code" => ColumnType.Code,
        "resident-code" => ColumnType.ResidentCode,
        "household-number" => ColumnType.HouseholdNumber,
        "school-code" => ColumnType.SchoolCode,
        _ => null,
    };
}

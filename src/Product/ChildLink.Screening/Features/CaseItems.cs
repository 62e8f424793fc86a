using ChildLink.Learning;
using ChildLink.Records.Linkage;

namespace ChildLink.Screening.Features;

/// <summary>
/// Items of what the child's centre knows: F02 consultation, F45–F48 council and custody, F49 development class, and the
/// additional A08–A10 (council and custody before the fiscal year, open case) and A11–A16 (support in the year before).
/// </summary>
internal sealed class CaseItems
{
    private readonly Town town;
    private readonly Dictionary<Guid, (int? Recorded, DateOnly? Day)> consultations = [];
    private readonly HashSet<Guid> council;
    private readonly HashSet<Guid> custody;
    private readonly HashSet<Guid> developmentClass;
    private readonly HashSet<Guid> councilBefore;
    private readonly HashSet<Guid> custodyBefore;
    private readonly HashSet<Guid> openCase;
    private readonly HashSet<(Guid Child, string Measure)> supported;

    public CaseItems(Town town, SourceRecords sources)
    {
        this.town = town;
        var spells = new Spells(town, sources);
        var lastYear = SchoolYear.Of(town.Day) - 1;
        council = spells.Ever(Sources.CouncilCaseRegister, SpellItems.Council.From);
        custody = spells.Ever(Sources.TemporaryCustody, "custody.from");
        developmentClass = spells.Ever(Sources.DevelopmentClass, "development-class.from");
        councilBefore = spells.BeforeThisYear(Sources.CouncilCaseRegister, SpellItems.Council.From);
        custodyBefore = spells.BeforeThisYear(Sources.TemporaryCustody, "custody.from");
        openCase = spells.Covered(Sources.CouncilCaseRegister, SpellItems.Council);
        supported = [.. sources[Sources.SupportMeasures]
            .Where(r => r.Day("support.from") is { } from && SchoolYear.Of(from) == lastYear)
            .Select(r => (r.Subject, r.Word("support.measure")))];
        foreach (var record in sources[Sources.Consultation].Where(r => r.BegunBy("consultation.date", town.Day)))
            Keep(record.Subject, record.Number("consultation.first-age"), record.Day("consultation.date"));
    }

    /// <summary>
    /// F02: age in completed years at the first consultation, as recorded, else counted from its day. Who was never consulted
    /// about has no such age: not applicable, and never the 999 that Sado's first run filled in. Who has a case or was in
    /// custody was, though the record is not here: unknown.
    /// </summary>
    public Cell FirstConsultation(Child child)
    {
        if (!consultations.TryGetValue(child.Person.Id, out var first))
            return council.Contains(child.Person.Id) || custody.Contains(child.Person.Id) ? Cell.Unknown : Cell.NotApplicable;
        if (first.Recorded is { } age)
            return Cell.Known(age);
        return first.Day is { } day && day >= child.Birth ? Cell.Known(SchoolAge.CompletedYears(child.Birth, day)) : Cell.Unknown;
    }

    /// <summary>F45: any case of the child with the regional council (要対協), open or closed.</summary>
    public Cell Council(Child child) => Own(child, council);

    /// <summary>F46: a member aged 19 or more has a history with the council.</summary>
    public Cell CouncilOfAdult(Child child) => Adult(child, council);

    /// <summary>F47: the child was ever in temporary custody.</summary>
    public Cell Custody(Child child) => Own(child, custody);

    /// <summary>F48: a member aged 19 or more was ever in temporary custody.</summary>
    public Cell CustodyOfAdult(Child child) => Adult(child, custody);

    /// <summary>F49: the child ever used the development class.</summary>
    public Cell DevelopmentClass(Child child) => Own(child, developmentClass);

    /// <summary>A08: a council case of the child began before the fiscal year of the day.</summary>
    public Cell CouncilBefore(Child child) => Own(child, councilBefore);

    /// <summary>A09: temporary custody of the child began before the fiscal year of the day.</summary>
    public Cell CustodyBefore(Child child) => Own(child, custodyBefore);

    /// <summary>A10: a council case of the child is open.</summary>
    public Cell OpenCase(Child child) => Own(child, openCase);

    /// <summary>A11–A16: the child was given a measure of support in the fiscal year before that of the day.</summary>
    public Cell Supported(Child child, string measure) => Cell.Known(supported.Contains((child.Person.Id, measure)));

    private void Keep(Guid child, int? recorded, DateOnly? day)
    {
        var known = consultations.GetValueOrDefault(child);
        consultations[child] = (Earlier(known.Recorded, recorded), Earlier(known.Day, day));
    }

    private static T? Earlier<T>(T? a, T? b)
        where T : struct, IComparable<T> => a is not { } left ? b : b is { } right && right.CompareTo(left) < 0 ? b : a;

    private static Cell Own(Child child, HashSet<Guid> found) => Cell.Known(found.Contains(child.Person.Id));

    private Cell Adult(Child child, HashSet<Guid> found) => child.Household.AnyAdult(town.Day, m => found.Contains(m.Id));
}

using ChildLink.Learning;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>
/// Items of benefits, care and disability (F22–F38). Some ask for the child, some for anybody of the household, some only for
/// its members past childhood (世帯の19歳以上の世帯員). 'Holds' and 'receives' mean on the day, 'history' and 'ever' at any time before.
/// </summary>
internal sealed class WelfareItems
{
    private const string Valid = "1";

    private readonly Town town;
    private readonly HashSet<Guid> assisted;
    private readonly HashSet<Guid> formerlyAssisted;
    private readonly Certificates physical;
    private readonly Certificates mental;
    private readonly Certificates intellectual;
    private readonly HashSet<Guid> daySupport;
    private readonly HashSet<Guid> allowance;
    private readonly HashSet<Guid> specialAllowance;
    private readonly HashSet<Guid> care;
    private readonly HashSet<Guid> singleParentAid;
    private readonly HashSet<Guid> selfSupport;
    private readonly HashSet<Guid> disabilityAid;

    public WelfareItems(Town town, SourceRecords sources)
    {
        this.town = town;
        var spells = new Spells(town, sources);
        assisted = spells.Covered(Sources.PublicAssistance, SpellItems.Assistance);
        formerlyAssisted = spells.Past(Sources.PublicAssistance, SpellItems.Assistance);
        physical = CertificatesOf(Sources.PhysicalCertificate);
        mental = CertificatesOf(Sources.MentalCertificate);
        intellectual = CertificatesOf(Sources.IntellectualCertificate);
        daySupport = spells.Ever(Sources.DaySupport, "day-support.from");
        allowance = spells.PaidForOrTo(Sources.ChildRearingAllowance, SpellItems.Allowance, "allowance.recipient");
        specialAllowance = spells.PaidForOrTo(Sources.SpecialChildAllowance, SpellItems.SpecialAllowance, "special-allowance.recipient");
        care = spells.Covered(Sources.CareCertification, SpellItems.Care);
        singleParentAid = spells.Covered(Sources.SingleParentMedicalAid, SpellItems.SingleParentAid);
        selfSupport = spells.Covered(Sources.SelfSupportMedical, SpellItems.SelfSupport);
        disabilityAid = spells.Covered(Sources.DisabilityMedicalAid, SpellItems.DisabilityAid);

        Certificates CertificatesOf(string provision) => new(
            spells.Where(provision, r => IsHeld(r, provision, town.Day)), spells.Ever(provision, $"{provision}.from"));
    }

    /// <summary>F22: somebody of the household receives public assistance; a spell without an end goes on.</summary>
    public Cell Assistance(Child child) => Anybody(child, assisted);

    /// <summary>F23: somebody of the household received public assistance in a spell that is over.</summary>
    public Cell FormerAssistance(Child child) => Anybody(child, formerlyAssisted);

    /// <summary>F24: the child holds a certificate of physical disability.</summary>
    public Cell Physical(Child child) => Own(child, physical.Held);

    /// <summary>F25: the child holds a certificate of mental disability.</summary>
    public Cell Mental(Child child) => Own(child, mental.Held);

    /// <summary>F26: the child holds a certificate of intellectual disability.</summary>
    public Cell Intellectual(Child child) => Own(child, intellectual.Held);

    /// <summary>F27: a member aged 19 or more ever held a certificate of physical disability.</summary>
    public Cell PhysicalOfAdult(Child child) => Adult(child, physical.Ever);

    /// <summary>F28: a member aged 19 or more ever held a certificate of mental disability.</summary>
    public Cell MentalOfAdult(Child child) => Adult(child, mental.Ever);

    /// <summary>F29: a member aged 19 or more ever held a certificate of intellectual disability.</summary>
    public Cell IntellectualOfAdult(Child child) => Adult(child, intellectual.Ever);

    /// <summary>F30: the child ever attended day support (since the second run of Sado with after-school day service).</summary>
    public Cell DaySupport(Child child) => Own(child, daySupport);

    /// <summary>F31: the household draws special child-rearing allowance (受給世帯): siblings of the disabled child too.</summary>
    public Cell SpecialAllowance(Child child) => Anybody(child, specialAllowance);

    /// <summary>F32: somebody of the household has a care certification that is valid on the day, not one that was.</summary>
    public Cell Care(Child child) => Anybody(child, care);

    /// <summary>F33: the household receives medical aid for single parents.</summary>
    public Cell SingleParentAid(Child child) => Anybody(child, singleParentAid);

    /// <summary>F34: the child receives medical aid for mental outpatient care.</summary>
    public Cell SelfSupport(Child child) => Own(child, selfSupport);

    /// <summary>F35: a member aged 19 or more receives medical aid for mental outpatient care.</summary>
    public Cell SelfSupportOfAdult(Child child) => Adult(child, selfSupport);

    /// <summary>F36: the child receives medical aid for persons with disabilities.</summary>
    public Cell DisabilityAid(Child child) => Own(child, disabilityAid);

    /// <summary>F37: a member aged 19 or more receives medical aid for persons with disabilities.</summary>
    public Cell DisabilityAidOfAdult(Child child) => Adult(child, disabilityAid);

    /// <summary>F38: somebody in the household draws or occasions child-rearing allowance.</summary>
    public Cell Allowance(Child child) => Anybody(child, allowance);

    // The status is that of the extract; a certificate returned after the day was still held on it.
    private static bool IsHeld(CurrentRecord record, string provision, DateOnly day) =>
        record.BegunBy($"{provision}.from", day)
        && (record.Day($"{provision}.until") is { } returned ? returned > day : (record[$"{provision}.status"] ?? Valid) == Valid);

    private static Cell Own(Child child, HashSet<Guid> found) => Cell.Known(found.Contains(child.Person.Id));

    private static Cell Anybody(Child child, HashSet<Guid> found) => child.Household.Any(m => found.Contains(m.Id));

    private Cell Adult(Child child, HashSet<Guid> found) => child.Household.AnyAdult(town.Day, m => found.Contains(m.Id));

    private sealed record Certificates(HashSet<Guid> Held, HashSet<Guid> Ever);
}

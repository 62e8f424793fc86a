using ChildLink.Records.Linkage;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>Where a source with periods keeps their days.</summary>
/// <param name="From">Item with the first day.</param>
/// <param name="Until">Item with the end; empty while it goes on.</param>
/// <param name="UntilIsLastDay">Whether the end is the last day (認定終了日, 有効期間終了) and not the first day without (資格喪失日, 廃止年月日).</param>
internal sealed record SpellItems(string From, string Until, bool UntilIsLastDay = false)
{
    public static readonly SpellItems Assistance = new("assistance.from", "assistance.until");
    public static readonly SpellItems Allowance = new("allowance.from", "allowance.until");
    public static readonly SpellItems SpecialAllowance = new("special-allowance.from", "special-allowance.until");
    public static readonly SpellItems SingleParentAid = new("single-parent-aid.from", "single-parent-aid.until");
    public static readonly SpellItems DisabilityAid = new("disability-aid.from", "disability-aid.until");
    public static readonly SpellItems SelfSupport = new("self-support.from", "self-support.until", UntilIsLastDay: true);
    public static readonly SpellItems Care = new("care.from", "care.until", UntilIsLastDay: true);
    public static readonly SpellItems Council = new("council.from", "council.until");

    /// <summary>Whether the spell covers a day. A missing first day lies before it, a missing end after it.</summary>
    public bool Covers(CurrentRecord record, DateOnly day) => record.BegunBy(From, day) && !IsOver(record, day);

    /// <summary>Whether the spell ended on or before a day.</summary>
    public bool IsOver(CurrentRecord record, DateOnly day) =>
        record.Day(Until) is { } until && (UntilIsLastDay ? until < day : until <= day);
}

/// <summary>Who stands in a source on the day: sets of residents.</summary>
internal sealed class Spells(Town town, SourceRecords sources)
{
    /// <summary>Everybody with a spell that covers the day.</summary>
    public HashSet<Guid> Covered(string provision, SpellItems spell) => Where(provision, r => spell.Covers(r, town.Day));

    /// <summary>Everybody with a spell that was over by the day.</summary>
    public HashSet<Guid> Past(string provision, SpellItems spell) => Where(provision, r => spell.IsOver(r, town.Day));

    /// <summary>Everybody with a record that began on or before the day, or at a time not recorded.</summary>
    public HashSet<Guid> Ever(string provision, string from) => Where(provision, r => r.BegunBy(from, town.Day));

    /// <summary>Everybody with a record that began before the fiscal year of the day.</summary>
    public HashSet<Guid> BeforeThisYear(string provision, string from) =>
        Where(provision, r => r.Day(from) is { } begun && SchoolYear.Of(begun) < SchoolYear.Of(town.Day));

    /// <summary>Everybody an allowance covers on the day: whom it is paid for, and whom it is paid to.</summary>
    public HashSet<Guid> PaidForOrTo(string provision, SpellItems spell, string recipient)
    {
        var found = new HashSet<Guid>();
        foreach (var record in sources[provision].Where(r => spell.Covers(r, town.Day)))
        {
            found.Add(record.Subject);
            if (record[recipient] is { } code)
                found.Add(sources.ResidentOf(code));
        }

        return found;
    }

    /// <summary>Everybody with a record for which a condition holds.</summary>
    public HashSet<Guid> Where(string provision, Func<CurrentRecord, bool> holds) => [.. sources[provision].Where(holds).Select(r => r.Subject)];
}

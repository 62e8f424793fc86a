namespace ChildLink.Casework.Conferences;

/// <summary>An open case that may stand on an agenda.</summary>
/// <param name="Household">Key of the household; null for a child who stands alone (protected, or without a household).</param>
/// <param name="WasBefore">Whether the child was on the agenda of a conference that was held.</param>
internal sealed record AgendaCase(Guid Case, Guid Child, string? Household, bool WasBefore);

/// <summary>A case on an agenda as it was planned.</summary>
/// <param name="Item">Place of its household, from 1.</param>
/// <param name="StandsAlone">Whether it may not be told today that the child lives with anybody.</param>
internal sealed record SeatedCase(Guid Case, int Item, int Minutes, bool IsFirst, int? Took, bool StandsAlone);

/// <summary>Makes an agenda: siblings together, the first time of a household longer, in the order of the cases.</summary>
internal static class Agenda
{
    /// <summary>The agenda of cases, and those for which no room is left.</summary>
    /// <param name="cases">Cases in the order in which they matter.</param>
    /// <param name="first">Minutes of a household's first time.</param>
    /// <param name="later">Minutes of a later time.</param>
    /// <param name="room">Minutes there are; null for no limit. A household that does not fit is passed over, a shorter one behind it may fit.</param>
    public static (IReadOnlyList<AgendaItem> Items, IReadOnlyList<Guid> LeftOver) Of(IReadOnlyList<AgendaCase> cases, int first, int later, int? room)
    {
        var items = new List<AgendaItem>();
        var leftOver = new List<Guid>();
        var used = 0;
        foreach (var household in cases.GroupBy(c => c.Household ?? $"\u001f{c.Case:D}", StringComparer.Ordinal))
        {
            var isFirst = household.All(c => !c.WasBefore);
            var minutes = isFirst ? first : later;
            Guid[] ids = [.. household.Select(c => c.Case)];
            if (room is { } most && used + minutes > most)
            {
                leftOver.AddRange(ids);
                continue;
            }

            used += minutes;
            items.Add(new AgendaItem(items.Count + 1, minutes, isFirst, null, ids));
        }

        return (items, leftOver);
    }

    /// <summary>
    /// The agenda as it may be told today: a household that was protected since it was planned, or of which nobody knows while a
    /// protection list is stale, is parted into its children. Who was behind a sibling then comes after all households; these
    /// places are counted over all siblings, so that one stays the same whoever else is parted, and tells nothing of its household.
    /// </summary>
    public static IReadOnlyList<AgendaItem> Parted(IReadOnlyList<SeatedCase> seats)
    {
        var households = seats.GroupBy(s => s.Item).OrderBy(g => g.Key).ToList();
        var siblings = households.SelectMany(h => h.OrderBy(s => s.Case).Skip(1)).Select(s => s.Case).Order().ToList();
        var last = households.Count == 0 ? 0 : households[^1].Key;
        return
        [
            .. households.SelectMany(h => h.Any(s => s.StandsAlone)
                ? h.OrderBy(s => s.Case).Select((s, i) => new AgendaItem(i == 0 ? h.Key : last + 1 + siblings.IndexOf(s.Case), s.Minutes, s.IsFirst, s.Took, [s.Case]))
                : [new AgendaItem(h.Key, h.First().Minutes, h.All(s => s.IsFirst), h.Max(s => s.Took), [.. h.Select(s => s.Case)])])
                .OrderBy(i => i.Number),
        ];
    }
}

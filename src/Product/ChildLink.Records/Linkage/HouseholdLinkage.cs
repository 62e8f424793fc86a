using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>
/// Links customers of the waterworks, named by kana and place of use, to a household, by the resident of that reading at
/// that address. The link names the child of the household whose subject id is lowest; the arrears are the household's.
/// </summary>
public static class HouseholdLinkage
{
    private const int LastAgeOfChildhood = 18;

    /// <summary>One decision per record.</summary>
    /// <param name="residents">住民記録 with kana, address, building, household, birth date and status.</param>
    /// <param name="records">Customers: <c>water.user-kana</c>, <c>water.place</c>.</param>
    /// <param name="asOf">Day of the register: who is a child on it.</param>
    public static IReadOnlyList<LinkDecision> Link(IReadOnlyList<CurrentRecord> residents, IReadOnlyList<CurrentRecord> records, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(residents);
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count == 0)
            return [];
        var living = residents.Where(r => r["resident.status"] != "除票").ToList();
        var readers = living.SelectMany(ReadersOf).ToLookup(x => x.Reading, x => x.Reader, StringComparer.Ordinal);
        var children = living
            .Where(r => r["resident.household"] is not null && IsChild(r, asOf))
            .ToLookup(r => r["resident.household"]!, r => r.Subject, StringComparer.Ordinal);
        return [.. records.Select(r => Decide(r, readers[KanaFolding.Fold(r["water.user-kana"])], children))];
    }

    private static LinkDecision Decide(CurrentRecord record, IEnumerable<Reader> readers, ILookup<string, Guid> children)
    {
        var place = PlaceFolding.Fold(record["water.place"]);
        var named = readers.ToList();
        var households = named.Where(r => PlaceFolding.EndsIn(r.Address, place)).Select(r => r.Household).Distinct().ToList();
        return households switch
        {
            [{ } household] when children[household].Any() => Decision(record, LinkStatus.Linked, children[household].Min(), LinkMethods.HouseholdOfUser, null),
            [_] => Decision(record, LinkStatus.Absent, null, LinkMethods.None, LinkCauses.NoChildInHousehold),
            [] when named.Select(r => r.Household).Distinct().ToList() is [{ } elsewhere] && children[elsewhere].Any() =>
                Decision(record, LinkStatus.Queued, children[elsewhere].Min(), LinkMethods.None, LinkCauses.PlaceDiffers),
            [] => Decision(record, LinkStatus.Absent, null, LinkMethods.None, LinkCauses.NoHousehold),
            _ => Decision(record, LinkStatus.Queued, null, LinkMethods.None, LinkCauses.Ambiguous),
        };
    }

    private static LinkDecision Decision(CurrentRecord record, LinkStatus status, Guid? resident, string method, string? cause) =>
        new(SourceProvisions.WaterArrears, record.Key, status, resident, method, cause, status == LinkStatus.Linked ? 1m : null);

    private static IEnumerable<(string Reading, Reader Reader)> ReadersOf(CurrentRecord resident)
    {
        var reader = new Reader(resident["resident.household"], PlaceFolding.Fold(resident["resident.address"] + resident["resident.building"]));
        return new[] { resident["resident.kana"], resident["resident.alias-kana"] }
            .Select(KanaFolding.Fold).Where(r => r.Length > 0).Distinct().Select(reading => (reading, reader));
    }

    private static bool IsChild(CurrentRecord resident, DateOnly asOf) =>
        resident.Day("resident.birth-date") is { } birth && birth <= asOf && SchoolYear.CohortAge(birth, SchoolYear.Of(asOf)) <= LastAgeOfChildhood;

    private sealed record Reader(string? Household, string Address);
}

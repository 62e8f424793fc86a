using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Linkage;
using ChildLink.Records.Provisions;
using ChildLink.Records.Store;
using Npgsql;

namespace ChildLink.Screening.Features;

/// <summary>Opens what a run needs, and nothing else, under its processing grant.</summary>
internal sealed class SourceReading(City city, KeyHome keys, TimeProvider time)
{
    private readonly CurrentRecords records = new(city, keys, time);
    private readonly LinkedRecords links = new(city, time);

    /// <summary>Opens all records of provisions.</summary>
    /// <param name="connection">Inside the run's transaction.</param>
    /// <param name="grant">Grant with the purpose of the run.</param>
    /// <param name="provisions">Provisions that the plan's items need.</param>
    /// <param name="day">The day the items are to tell of: the resident register is read as it stood then, as far as there are extracts up to it.</param>
    /// <param name="step">Told the name of each provision before it is read.</param>
    /// <param name="ct">Cancels between rows.</param>
    public async Task<SourceRecords> ReadAsync(
        NpgsqlConnection connection, ProcessingGrant grant, IReadOnlySet<string> provisions, DateOnly day, Action<string> step, CancellationToken ct)
    {
        using var ring = await records.KeysAsync(connection, ct);
        var found = new Dictionary<string, IReadOnlyList<CurrentRecord>>(StringComparer.Ordinal);
        var proposed = new Dictionary<string, IReadOnlyList<CurrentRecord>>(StringComparer.Ordinal);
        foreach (var provision in provisions.OrderBy(p => p != Sources.ResidentRegister).ThenBy(p => p, StringComparer.Ordinal))
        {
            step(provision);
            var opened = provision == Sources.ResidentRegister
                ? await RegisterAsync(connection, grant, ring, day, ct)
                : await records.OfAsync(connection, grant, ring, provision, SourceItems.Of[provision], ct);
            if (!SourceItems.Linked.Contains(provision))
            {
                found[provision] = opened;
                continue;
            }

            found[provision] = AboutResidents(opened, await links.ResidentsAsync(connection, grant, provision, ct));
            proposed[provision] = AboutResidents(opened, await links.ProposedAsync(connection, grant, provision, ct));
        }

        var ids = new SubjectIds(keys.Derive("subjects", city.Code));
        return new SourceRecords
        {
            ByProvision = found,
            Proposed = proposed,
            Unreadable = found.Where(f => f.Value.Count == 0).Select(f => f.Key).ToHashSet(StringComparer.Ordinal),
            ResidentOf = code => ids.Of(SubjectKind.Resident, code),
            HeldFrom = city.Provisions.Where(p => p.HeldFrom is not null).ToDictionary(p => p.Id, p => p.HeldFrom!.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>
    /// Opens the records of further provisions, as far as they are about flagged children, the people who live with them and
    /// their mothers. All other records stay closed; how many is counted and noted for the log.
    /// </summary>
    /// <param name="connection">Inside the run's transaction.</param>
    /// <param name="grant">Grant with the purpose of the run.</param>
    /// <param name="first">What the first stage read.</param>
    /// <param name="provisions">Provisions that the first stage did not need.</param>
    /// <param name="flagged">The children the first stage flagged.</param>
    /// <param name="day">The day the items are to tell of.</param>
    /// <param name="step">Told the name of each provision before it is read.</param>
    /// <param name="ct">Cancels between rows.</param>
    public async Task<StagedRecords> ReadAboutAsync(
        NpgsqlConnection connection, ProcessingGrant grant, SourceRecords first, IReadOnlySet<string> provisions, IReadOnlySet<Guid> flagged,
        DateOnly day, Action<string> step, CancellationToken ct)
    {
        using var ring = await records.KeysAsync(connection, ct);
        var found = new Dictionary<string, IReadOnlyList<CurrentRecord>>(first.ByProvision, StringComparer.Ordinal);
        var proposed = new Dictionary<string, IReadOnlyList<CurrentRecord>>(first.Proposed, StringComparer.Ordinal);
        var unreadable = new HashSet<string>(first.Unreadable, StringComparer.Ordinal);
        var counts = new List<RecordsRead>(provisions.Count);
        var people = PeopleAround(first, flagged, day);
        // The birth record says who a mother is, and her records tell about the child.
        foreach (var provision in provisions.OrderBy(p => p != Sources.BirthRecord).ThenBy(p => p, StringComparer.Ordinal))
        {
            step(provision);
            var (certain, possible, rows) = await AboutAsync(connection, grant, ring, provision, people, ct);
            found[provision] = certain;
            proposed[provision] = possible;
            var all = await records.CountAsync(connection, grant, provision, ct);
            if (all == 0)
                unreadable.Add(provision);
            counts.Add(new RecordsRead(provision, rows, all - rows));
            grant.Note($"records-read:{provision}", rows);
            grant.Note($"records-not-read:{provision}", all - rows);
            if (provision == Sources.BirthRecord)
                people.UnionWith(certain.Select(r => r["birth.mother"]).OfType<string>().Select(first.ResidentOf));
        }

        return new StagedRecords(first with { ByProvision = found, Proposed = proposed, Unreadable = unreadable }, counts);
    }

    private static HashSet<Guid> PeopleAround(SourceRecords first, IReadOnlySet<Guid> flagged, DateOnly day) =>
        [.. flagged, .. Town.On(day, first).Children.Where(c => flagged.Contains(c.Person.Id)).SelectMany(c => c.Household.Members).Select(m => m.Id)];

    private async Task<(IReadOnlyList<CurrentRecord> Certain, IReadOnlyList<CurrentRecord> Possible, int Rows)> AboutAsync(
        NpgsqlConnection connection, ProcessingGrant grant, SubjectKeyRing ring, string provision, HashSet<Guid> people, CancellationToken ct)
    {
        var items = SourceItems.Of[provision];
        if (!SourceItems.Linked.Contains(provision))
        {
            var opened = await records.AboutAsync(connection, grant, ring, provision, items, new RecordsAbout(people, []), ct);
            return (opened, [], opened.Count);
        }

        var certain = Only(people, await links.ResidentsAsync(connection, grant, provision, ct));
        var possible = Only(people, await links.ProposedAsync(connection, grant, provision, ct));
        var linked = await records.AboutAsync(connection, grant, ring, provision, items, new RecordsAbout([], [.. certain.Keys, .. possible.Keys]), ct);
        return (AboutResidents(linked, certain), AboutResidents(linked, possible), linked.Count);
    }

    private static Dictionary<Guid, Guid> Only(HashSet<Guid> people, IReadOnlyDictionary<Guid, Guid> residents) =>
        residents.Where(r => people.Contains(r.Value)).ToDictionary();

    // Who stands in later extracts only is taken from there: the row itself tells whether it changed since the day.
    private async Task<IReadOnlyList<CurrentRecord>> RegisterAsync(
        NpgsqlConnection connection, ProcessingGrant grant, SubjectKeyRing ring, DateOnly day, CancellationToken ct)
    {
        var items = SourceItems.Of[Sources.ResidentRegister];
        if (!await records.SpeaksAfterAsync(connection, Sources.ResidentRegister, day, ct))
            return await records.OfAsync(connection, grant, ring, Sources.ResidentRegister, items, ct);
        var then = await records.OfAsync(connection, grant, ring, Sources.ResidentRegister, items, new RecordMoment(day, null), ct);
        var now = await records.OfAsync(connection, grant, ring, Sources.ResidentRegister, items, ct);
        var known = then.Select(r => r.Key).ToHashSet();
        return [.. then, .. now.Where(r => !known.Contains(r.Key))];
    }

    private static List<CurrentRecord> AboutResidents(IReadOnlyList<CurrentRecord> records, IReadOnlyDictionary<Guid, Guid> residents)
    {
        var about = new List<CurrentRecord>(records.Count);
        foreach (var record in records)
        {
            if (residents.TryGetValue(record.Key, out var resident))
                about.Add(record with { Subject = resident });
        }

        return about;
    }
}

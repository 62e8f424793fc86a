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
    /// <param name="connection">Inside the run's transaction.</param>
    /// <param name="grant">Grant with the purpose of the run.</param>
    /// <param name="provisions">Provisions that the plan's items need.</param>
    /// <param name="day">The day the items are to tell of: the resident register is read as it stood then, as far as there are extracts up to it.</param>
    /// <param name="step">Told the name of each provision before it is read.</param>
    /// <param name="ct">Cancels between rows.</param>
    public async Task<SourceRecords> ReadAsync(
        NpgsqlConnection connection, ProcessingGrant grant, IReadOnlySet<string> provisions, DateOnly day, Action<string> step, CancellationToken ct)
    {
        var records = new CurrentRecords(city, keys, time);
        var links = new LinkedRecords(city, time);
        using var ring = await records.KeysAsync(connection, ct);
        var found = new Dictionary<string, IReadOnlyList<CurrentRecord>>(StringComparer.Ordinal);
        var proposed = new Dictionary<string, IReadOnlyList<CurrentRecord>>(StringComparer.Ordinal);
        foreach (var provision in provisions.OrderBy(p => p != Sources.ResidentRegister).ThenBy(p => p, StringComparer.Ordinal))
        {
            step(provision);
            var opened = provision == Sources.ResidentRegister
                ? await RegisterAsync(records, connection, grant, ring, day, ct)
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

    // Who stands in later extracts only is taken from there: the row itself tells whether it changed since the day.
    private static async Task<IReadOnlyList<CurrentRecord>> RegisterAsync(
        CurrentRecords records, NpgsqlConnection connection, ProcessingGrant grant, SubjectKeyRing ring, DateOnly day, CancellationToken ct)
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

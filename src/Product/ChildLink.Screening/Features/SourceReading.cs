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
    /// <param name="step">Told the name of each provision before it is read.</param>
    /// <param name="ct">Cancels between rows.</param>
    public async Task<SourceRecords> ReadAsync(
        NpgsqlConnection connection, ProcessingGrant grant, IReadOnlySet<string> provisions, Action<string> step, CancellationToken ct)
    {
        var records = new CurrentRecords(city, keys, time);
        var links = new LinkedRecords(city, time);
        using var ring = await records.KeysAsync(connection, ct);
        var found = new Dictionary<string, IReadOnlyList<CurrentRecord>>(StringComparer.Ordinal);
        foreach (var provision in provisions.OrderBy(p => p != Sources.ResidentRegister).ThenBy(p => p, StringComparer.Ordinal))
        {
            step(provision);
            var opened = await records.OfAsync(connection, grant, ring, provision, SourceItems.Of[provision], ct);
            found[provision] = SourceItems.Linked.Contains(provision)
                ? AboutResidents(opened, await links.ResidentsAsync(connection, grant, provision, ct))
                : opened;
        }

        var ids = new SubjectIds(keys.Derive("subjects", city.Code));
        return new SourceRecords
        {
            ByProvision = found,
            Unreadable = found.Where(f => f.Value.Count == 0).Select(f => f.Key).ToHashSet(StringComparer.Ordinal),
            ResidentOf = code => ids.Of(SubjectKind.Resident, code),
            HeldFrom = city.Provisions.Where(p => p.HeldFrom is not null).ToDictionary(p => p.Id, p => p.HeldFrom!.Value, StringComparer.Ordinal),
        };
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

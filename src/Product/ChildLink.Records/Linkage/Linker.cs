using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Records.Store;
using Npgsql;

namespace ChildLink.Records.Linkage;

/// <summary>Counts of a linkage run, by provision and status, with the causes of the queue.</summary>
public sealed record LinkageReport(Guid Run, IReadOnlyList<LinkageCount> Counts)
{
    /// <summary>Records with a status over all provisions.</summary>
    public long Of(LinkStatus status) => Counts.Where(c => c.Status == status).Sum(c => c.Records);
}

/// <summary>How many records of a provision have a status for a cause.</summary>
public sealed record LinkageCount(string Provision, LinkStatus Status, string Method, string? Cause, long Records);

/// <summary>
/// Runs linkage over all records without a resident code and stores what is certain; the rest is queued, by cause.
/// Deterministic and repeatable: only changed decisions become events.
/// </summary>
public sealed class Linker(NpgsqlDataSource database, City city, KeyHome keys, PrivacyGateway gateway, TimeProvider time)
{
    private const string Operation = "link";

    private const long LinkLock = 0x43_4C_49_4D_50; // the lock of imports: linkage reads what they write

    /// <summary>Links everything as of today.</summary>
    public async Task<LinkageReport> LinkAsync(Caller caller, CancellationToken ct)
    {
        var run = Guid.CreateVersion7(time.GetUtcNow());
        await using var grant = gateway.Grant(caller, "linkage", run);
        grant.Begin(Operation);
        await using var connection = await database.OpenConnectionAsync(ct);
        await Statement.ExecuteAsync(connection, "select pg_advisory_lock($1)", ct, LinkLock);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var (decisions, subjects, enrolments, years) = await DecideAsync(connection, grant, ct);
            await LinkStore.SaveAsync(connection, new EventLog(city.Code, time), decisions, subjects, time.GetUtcNow(), ct);
            await LinkStore.EnrolAsync(connection, city.Code, enrolments, ct);
            await EnrolmentStore.SaveAsync(connection, city.Code, years, ct);
            await grant.RecordAsync(Operation, decisions.Count, ct);
            await transaction.CommitAsync(CancellationToken.None);
            return new LinkageReport(run, Count(decisions));
        }
        finally
        {
            await Statement.ExecuteAsync(connection, "select pg_advisory_unlock($1)", CancellationToken.None, LinkLock);
        }
    }

    private async Task<Decided> DecideAsync(NpgsqlConnection connection, ProcessingGrant grant, CancellationToken ct)
    {
        var reading = new CurrentRecords(city, keys, time);
        using var ring = await reading.KeysAsync(connection, ct);
        Task<IReadOnlyList<CurrentRecord>> Of(string provision, params string[] items) => reading.OfAsync(connection, grant, ring, provision, items, ct);

        // The address is opened only where a source names people by their address.
        var water = await Of(SourceProvisions.WaterArrears, "water.user-kana", "water.place");
        string[] address = water.Count > 0 ? ["resident.address", "resident.building"] : [];
        var residents = await Of(
            "resident-register",
            [
                "resident.name", "resident.kana", "resident.alias", "resident.alias-kana", "resident.former-surname", "resident.birth-date", "resident.status",
                "resident.household", .. address,
            ]);
        var register = await Of("school-age-register", "school.name", "school.kana", "school.birth-date", "school.school", "school.school-name", "school.grade");
        var rosters = await Of(SourceProvisions.SchoolRoster, "roster.grade", "roster.class", "roster.number", "roster.name", "roster.kana", "roster.birth-date");
        var rows = new Dictionary<string, IReadOnlyList<CurrentRecord>>(StringComparer.Ordinal);
        foreach (var source in PupilSource.All)
            rows[source.Provision] = await Of(source.Provision, [.. source.Opened]);
        var births = await Of("birth-record", "birth.mother", "birth.date");
        var epds = await Of(SourceProvisions.Epds, "epds.date");
        var bonding = await Of(SourceProvisions.Bonding, "bonding.date");
        var perinatal = await Of(SourceProvisions.PerinatalList, "perinatal.due");

        var asOf = await RegisterDay.LatestAsync(connection, city.Code, ct) ?? JapanDay.Of(time.GetUtcNow());
        var ids = new SubjectIds(keys.Derive("subjects", city.Code));
        Guid ResidentOf(string code) => ids.Of(SubjectKind.Resident, code);
        List<LinkDecision> decisions =
        [
            .. SchoolLinkage.Link(new SchoolLinkageInput(residents, register, rosters, rows, asOf), ct),
            .. BirthLinkage.LinkAfterBirth(births, epds, SourceProvisions.Epds, "epds.date", ResidentOf),
            .. BirthLinkage.LinkAfterBirth(births, bonding, SourceProvisions.Bonding, "bonding.date", ResidentOf),
            .. BirthLinkage.LinkByDueDate(births, perinatal, SourceProvisions.PerinatalList, "perinatal.due", ResidentOf),
            .. HouseholdLinkage.Link(residents, water, asOf),
        ];
        var subjects = rosters.Concat(rows.Values.SelectMany(r => r)).Concat(epds).Concat(bonding).Concat(perinatal).Concat(water)
            .ToDictionary(r => r.Key, r => r.Subject);
        return new Decided(
            decisions, subjects, Enrolment.From(register, rosters, decisions), EnrolmentYear.From(register, rosters, decisions, SchoolYear.Of(asOf)));
    }

    private static List<LinkageCount> Count(IReadOnlyList<LinkDecision> decisions) =>
        [.. decisions
            .GroupBy(d => (d.Provision, d.Status, d.Method, d.Cause))
            .Select(g => new LinkageCount(g.Key.Provision, g.Key.Status, g.Key.Method, g.Key.Cause, g.LongCount()))
            .OrderBy(c => c.Provision, StringComparer.Ordinal).ThenBy(c => c.Status).ThenByDescending(c => c.Records)];

    private sealed record Decided(
        IReadOnlyList<LinkDecision> Decisions, IReadOnlyDictionary<Guid, Guid> Subjects, IReadOnlyList<Enrolment> Enrolments, IReadOnlyList<EnrolmentYear> Years);
}

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
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        var ids = new SubjectIds(keys.Derive("subjects", city.Code));
        return new SourceRecords
        {
            Residents = await Of(
                Sources.ResidentRegister, "resident.household", "resident.birth-date", "resident.sex", "resident.relation", "resident.kind",
                "resident.became-resident-on", "resident.changed-on", "resident.previous-address", "resident.moved-out-on", "resident.status"),
            MovedOut = await Of(Sources.MovedOutList, "moved-out.on"),
            Births = await Of(Sources.BirthRecord, "birth.mother"),
            Epds = await Of(Sources.Epds, "epds.date", "epds.total", "epds.item10"),
            Allowances = await Of(Sources.ChildRearingAllowance, "allowance.recipient", "allowance.from", "allowance.until"),
            CouncilCases = await Of(Sources.CouncilCaseRegister, "council.from"),
            NonAttendance = await Linked(Sources.NonAttendanceList),
            Pupils = [.. await Linked(Sources.SchoolRoster), .. await Linked(Sources.Attendance)],
            Unreadable = unreadable,
            ResidentOf = code => ids.Of(SubjectKind.Resident, code),
        };

        Task<IReadOnlyList<CurrentRecord>> Of(string provision, params string[] items) =>
            Read(provision, () => records.OfAsync(connection, grant, ring, provision, items, ct));

        Task<IReadOnlyList<LinkedRecord>> Linked(string provision) =>
            Read(provision, () => links.OfAsync(connection, grant, provision, ct));

        async Task<IReadOnlyList<T>> Read<T>(string provision, Func<Task<IReadOnlyList<T>>> read)
        {
            if (!provisions.Contains(provision))
                return [];
            step(provision);
            var found = await read();
            if (found.Count == 0)
                unreadable.Add(provision);
            return found;
        }
    }
}

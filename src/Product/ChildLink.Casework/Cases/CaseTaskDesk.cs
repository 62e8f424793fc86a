using ChildLink.Casework.HandOvers;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using Npgsql;

namespace ChildLink.Casework.Cases;

/// <summary>
/// What waits for a caller now: of the cases that the caller works on (<see cref="CaseReach"/>) the reviews and hand-overs that are
/// due, and whatever was handed over to the caller or the caller's institution. At most four statements, each by an index: it is
/// asked again and again.
/// </summary>
public static class CaseTaskDesk
{
    private const string Mine = """
        select k.case_id, k.next_review_on from read.cases k
        where k.tenant_id = $1 and k.closed_at is null and k.resident_id <> all ($3::uuid[]) and
        """;

    private const string Limit = " order by k.case_id limit 10000";

    private const string OfWorker = Mine + " k.worker = $2" + Limit;

    private const string OfCase = Mine + " k.case_id = $2" + Limit;

    private const string OfConference = Mine + """
         k.case_id in (
            select i.case_id from read.conference_items i
            join read.conferences c on c.tenant_id = i.tenant_id and c.conference_id = i.conference_id and c.state <> 'cancelled'
            where i.tenant_id = $1 and i.conference_id = $2)
        """ + Limit;

    /// <summary>Reads all of it, in no order; nothing for a caller who works on no cases and receives none.</summary>
    public static async Task<IReadOnlyList<CaseTask>> StandingAsync(NpgsqlConnection connection, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var found = new List<CaseTask>();
        if (caller.Access.Rows == RowScope.OpenCases)
        {
            var mine = await MineAsync(connection, caller, ct);
            var today = JapanDay.Of(now);
            found.AddRange(mine.Where(m => m.Review <= today).Select(m => new CaseTask.Review(m.Case, m.Review!.Value)));
            var tasks = await HandOverDesk.OfCasesAsync(connection, caller.Tenant, [.. mine.Select(m => m.Case)], now, ct);
            found.AddRange(tasks.SelectMany(t => t).Where(h => h.State == HandOver.Due).Select(TaskOf));
        }

        if (Recipient(caller) is var (kind, name))
            found.AddRange((await HandOverDesk.HandedToAsync(connection, caller.Tenant, kind, name, caller.BlockedChildren, ct)).Select(TaskOf));
        return found;
    }

    /// <summary>As whom a caller receives hand-overs; null for one who receives none.</summary>
    public static (string Kind, string Name)? Recipient(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Access.Rows switch
        {
            RowScope.OpenCases => (RecipientKind.Worker, caller.Identity.Person),
            RowScope.OwnInstitution => (RecipientKind.Institution, caller.Institution!),
            _ => null,
        };
    }

    private static CaseTask TaskOf(HandOver handOver) => new CaseTask.HandOver(handOver.Case, handOver.Id, handOver.State);

    private static async Task<List<(Guid Case, DateOnly? Review)>> MineAsync(NpgsqlConnection connection, Caller caller, CancellationToken ct)
    {
        (string Sql, object Of) asked = caller.Context switch
        {
            null => (OfWorker, caller.Identity.Person),
            { Kind: AccessKind.Case } one => (OfCase, one.Id),
            var conference => (OfConference, conference.Id),
        };
        await using var command = Statement.Of(connection, asked.Sql, caller.Tenant, asked.Of, caller.BlockedChildren.Children.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Guid Case, DateOnly? Review)>();
        while (await rows.ReadAsync(ct))
            found.Add((rows.PublicUuid(0), rows.PublicDateOrNull(1)));
        return found;
    }
}

using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Casework.Conferences;

/// <summary>
/// How long conferences about a run took. Counted from what was recorded, item by item, and not from the children on the agenda: a
/// household that was parted since it was planned is talked about in several items, and one that was parted afterwards was talked about in one.
/// </summary>
public static class ConferenceMinutes
{
    /// <summary>Of each item of a conference that was held what was recorded last.</summary>
    private const string OfRun = """
        select coalesce(sum(m.took), 0)::bigint, count(*) from (
            select distinct on (e.stream_id, (e.data->>'item')::int) (e.data->>'took')::int as took
            from read.conferences c
            join events.mt_events e on e.tenant_id = c.tenant_id and e.stream_id = c.conference_id and e.type = 'conference_minuted'
            where c.tenant_id = $1 and c.run_id = $2 and c.state = 'held'
            order by e.stream_id, (e.data->>'item')::int, e.version desc) m
        """;

    /// <summary>Minutes in all, and items talked about, of the conferences about a run that were held.</summary>
    public static async Task<(long Took, long Items)> OfRunAsync(NpgsqlConnection connection, string tenant, Guid run, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, OfRun, tenant, run);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return (rows.PublicLong(0), rows.PublicLong(1));
    }
}

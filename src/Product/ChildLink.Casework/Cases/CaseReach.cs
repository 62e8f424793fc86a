using ChildLink.EventStore;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using Npgsql;

namespace ChildLink.Casework.Cases;

/// <summary>
/// Which cases a caller works on now: the one named as context, those on the agenda of the conference named as context, without a
/// context those whose worker the caller is. The same as the rows <c>open-cases</c>: never one of a child with whom the caller has a
/// conflict of interest.
/// </summary>
public sealed class CaseReach
{
    private readonly Caller caller;
    private readonly HashSet<Guid> agenda;

    private CaseReach(Caller caller, HashSet<Guid> agenda)
    {
        this.caller = caller;
        this.agenda = agenda;
    }

    /// <summary>Looks the context up.</summary>
    public static async Task<CaseReach> OfAsync(NpgsqlConnection connection, Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var agenda = new HashSet<Guid>();
        if (caller is { Access.Rows: RowScope.OpenCases, Context: { Kind: AccessKind.Conference } conference })
        {
            await using var command = Statement.Of(connection, CaseSql.OnAgenda, caller.Tenant, conference.Id);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var rows = new RowReader(reader);
            while (await rows.ReadAsync(ct))
                agenda.Add(rows.PublicUuid(0));
        }

        return new CaseReach(caller, agenda);
    }

    /// <summary>Whether the caller works on a case.</summary>
    public bool Includes(Case found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return found.IsOpen && !caller.BlockedChildren.Contains(found.Child) && caller.Access.Rows == RowScope.OpenCases && caller.Context switch
        {
            null => found.Worker == caller.Identity.Person,
            { Kind: AccessKind.Case } one => one.Id == found.Id,
            _ => agenda.Contains(found.Id),
        };
    }
}

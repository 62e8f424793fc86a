using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>Rows of assignments inside a transaction.</summary>
internal static class AssignmentStore
{
    public static async Task<IReadOnlyList<Assignment>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<Assignment>();
        while (await rows.ReadAsync(ct))
            found.Add(AssignmentSql.Read(rows));
        return found;
    }

    public static Task InsertAsync(NpgsqlConnection connection, string tenant, Assignment a, CancellationToken ct) => Statement.ExecuteAsync(
        connection, AssignmentSql.Insert, ct, tenant, a.Id, a.Issuer, a.Person, a.Role, a.Institution, a.Purposes.ToArray(),
        a.From.ToUniversalTime(), a.Until.ToUniversalTime(), a.GrantedBy, a.ApprovedBy, AssignmentWords.Of(a.State), a.Batch);

    public static Task<int> DecideAsync(NpgsqlConnection connection, string tenant, Guid id, AssignmentState state, AssignmentDecided decision, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, AssignmentSql.Decide, ct, tenant, id, AssignmentWords.Of(state), decision.By, decision.At, decision.Reason);

    public static Assignment Decided(Assignment a, AssignmentState state, AssignmentDecided decision) => a with
    {
        State = state,
        ApprovedBy = state == AssignmentState.Approved ? decision.By : null,
        DecidedBy = decision.By,
        DecidedAt = decision.At,
        Reason = decision.Reason,
    };
}

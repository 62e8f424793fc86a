using ChildLink.Privacy.Guarding;

namespace ChildLink.Privacy.Access;

internal static class AssignmentBatchSql
{
    private const string Columns = "id, proposed_by, proposed_at, state, decided_by, decided_at, reason, added, ends, ends_at";

    public const string Latest = $"select {Columns} from read.assignment_batches where tenant_id = $1 order by proposed_at desc, id limit 100";

    public const string Find = $"select {Columns} from read.assignment_batches where tenant_id = $1 and id = $2";

    public const string Insert = """
        insert into read.assignment_batches (tenant_id, id, proposed_by, proposed_at, state, added, ends, ends_at)
        values ($1, $2, $3, $4, 'proposed', $5, $6, $7)
        """;

    public const string Decide =
        "update read.assignment_batches set state = $3, decided_by = $4, decided_at = $5, reason = $6 where tenant_id = $1 and id = $2 and state = 'proposed'";

    /// <summary>The batch of a row.</summary>
    public static AssignmentBatch Read(RowReader rows)
    {
        var ends = rows.PublicUuids(8).Zip(rows.PublicInstants(9), (id, at) => new AssignmentEnd(id, at));
        return new(
            rows.PublicUuid(0), rows.PublicText(1), rows.PublicInstant(2), AssignmentSql.StateOf(rows.PublicText(3)), rows.PublicTextOrNull(4),
            rows.PublicInstantOrNull(5), rows.PublicTextOrNull(6), rows.PublicInt(7), [.. ends]);
    }
}

namespace ChildLink.Privacy.Access;

internal static class AssignmentSql
{
    private const string Columns =
        "id, issuer, person, role, institution, purposes, valid_from, valid_until, granted_by, approved_by, ended_at";

    public const string OfPerson =
        $"select {Columns} from read.assignments where tenant_id = $1 and issuer = $2 and person = $3";

    public const string All =
        $"select {Columns} from read.assignments where tenant_id = $1 order by valid_from desc, id limit 1000";

    public const string Insert = $"""
        insert into read.assignments (tenant_id, {Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, null)
        """;

    public const string End =
        "update read.assignments set ended_at = $3 where tenant_id = $1 and id = $2 and (ended_at is null or ended_at > $3)";
}

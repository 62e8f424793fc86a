using ChildLink.Privacy.Guarding;

namespace ChildLink.Privacy.Access;

internal static class AssignmentSql
{
    private const string Columns =
        "id, issuer, person, role, institution, purposes, valid_from, valid_until, granted_by, approved_by, ended_at";

    /// <summary>How many columns <see cref="Read"/> reads; the municipality stands behind them in <see cref="OfPeople"/>.</summary>
    public const int ColumnCount = 11;

    /// <summary>Assignments of several persons at once: $1 municipalities, $2 issuers, $3 persons, each of one length.</summary>
    public const string OfPeople = $"""
        select {Columns}, tenant_id
        from read.assignments
        join unnest($1::text[], $2::text[], $3::text[]) w (wanted_tenant, wanted_issuer, wanted_person)
          on tenant_id = wanted_tenant and issuer = wanted_issuer and person = wanted_person
        """;

    public const string All =
        $"select {Columns} from read.assignments where tenant_id = $1 order by valid_from desc, id limit 1000";

    public const string Insert = $"""
        insert into read.assignments (tenant_id, {Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, null)
        """;

    public const string End =
        "update read.assignments set ended_at = $3 where tenant_id = $1 and id = $2 and (ended_at is null or ended_at > $3)";

    /// <summary>The assignment of a row.</summary>
    public static Assignment Read(RowReader rows) => new(
        rows.PublicUuid(0), rows.PublicText(1), rows.PublicText(2), rows.PublicText(3), rows.PublicTextOrNull(4), rows.PublicTexts(5),
        rows.PublicInstant(6), rows.PublicInstant(7), rows.PublicText(8), rows.PublicText(9), rows.PublicInstantOrNull(10));
}

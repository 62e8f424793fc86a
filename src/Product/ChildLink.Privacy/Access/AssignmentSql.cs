using ChildLink.Privacy.Guarding;

namespace ChildLink.Privacy.Access;

internal static class AssignmentSql
{
    private const string Columns =
        "id, issuer, person, role, institution, purposes, valid_from, valid_until, granted_by, approved_by, ended_at, state, batch_id, decided_by, decided_at, reason";

    /// <summary>The columns with those whom the person must not meet, whatever issuer it was declared under: declared children, and who lives with them today.</summary>
    private const string Admitting = $"""
        {Columns},
        case when exists (
            select from read.conflicts c where c.tenant_id = assignments.tenant_id and c.person = assignments.person and c.ended_at is null)
        then read.blocked_children(tenant_id, person) else array[]::uuid[] end
        """;

    /// <summary>How many columns <see cref="ReadAdmitting"/> reads; the municipality stands behind them in <see cref="OfPeople"/>.</summary>
    public const int ColumnCount = 17;

    /// <summary>Approved assignments of several persons at once: $1 municipalities, $2 issuers, $3 persons, each of one length.</summary>
    public const string OfPeople = $"""
        select {Admitting}, tenant_id
        from read.assignments
        join unnest($1::text[], $2::text[], $3::text[]) w (wanted_tenant, wanted_issuer, wanted_person)
          on tenant_id = wanted_tenant and issuer = wanted_issuer and person = wanted_person
        where state = 'approved'
        """;

    /// <summary>Approved ones of one person: $1 municipality, $2 issuer, $3 person.</summary>
    public const string OfPerson = $"select {Admitting} from read.assignments where tenant_id = $1 and issuer = $2 and person = $3 and state = 'approved'";

    public const string All =
        $"select {Columns} from read.assignments where tenant_id = $1 order by valid_from desc, id limit 1000";

    /// <summary>The issuers under which anybody was ever assigned or proposed: an identity provider or two.</summary>
    public const string Issuers = "select distinct issuer from read.assignments where tenant_id = $1 order by issuer limit 100";

    public const string OfBatch =
        $"select {Columns} from read.assignments where tenant_id = $1 and batch_id = $2 order by id";

    /// <summary>Everything that was not turned down: who is somebody, and what may meet what.</summary>
    public const string Standing =
        $"select {Columns} from read.assignments where tenant_id = $1 and state in ('proposed', 'approved') order by id";

    public const string Find = $"select {Columns} from read.assignments where tenant_id = $1 and id = $2";

    public const string Insert = $"""
        insert into read.assignments (tenant_id, {Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, null, $12, $13, null, null, null)
        """;

    public const string Decide = """
        update read.assignments
        set state = $3, approved_by = case when $3 = 'approved' then $4 end, decided_by = $4, decided_at = $5, reason = $6
        where tenant_id = $1 and id = $2 and state = 'proposed'
        """;

    public const string End = """
        update read.assignments set ended_at = $3
        where tenant_id = $1 and id = $2 and state = 'approved' and (ended_at is null or ended_at > $3)
        """;

    /// <summary>Decisions on assignments wait for each other: two that overlap must not be approved at once.</summary>
    public const string Lock = "select pg_advisory_xact_lock(hashtextextended('assignments' || $1, 0))";

    /// <summary>The assignment of a row, with whom its person must not meet.</summary>
    public static Assignment ReadAdmitting(RowReader rows) => Read(rows) with { Blocked = BlockedChildren.Of(rows.PublicUuids(16)) };

    /// <summary>The assignment of a row.</summary>
    public static Assignment Read(RowReader rows) => new(
        rows.PublicUuid(0), rows.PublicText(1), rows.PublicText(2), rows.PublicText(3), rows.PublicTextOrNull(4), rows.PublicTexts(5),
        rows.PublicInstant(6), rows.PublicInstant(7), rows.PublicText(8), rows.PublicTextOrNull(9), rows.PublicInstantOrNull(10))
    {
        State = StateOf(rows.PublicText(11)),
        Batch = rows.PublicUuidOrNull(12),
        DecidedBy = rows.PublicTextOrNull(13),
        DecidedAt = rows.PublicInstantOrNull(14),
        Reason = rows.PublicTextOrNull(15),
    };

    /// <summary>The state of a word of the table.</summary>
    public static AssignmentState StateOf(string word) => word switch
    {
        "approved" => AssignmentState.Approved,
        "proposed" => AssignmentState.Proposed,
        "refused" => AssignmentState.Refused,
        "withdrawn" => AssignmentState.Withdrawn,
        _ => throw new InvalidOperationException("The table holds a state that its own check refuses."),
    };
}

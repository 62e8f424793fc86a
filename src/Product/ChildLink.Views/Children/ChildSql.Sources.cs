namespace ChildLink.Views.Children;

/// <content>Where rows come from: tables, joins, and the conditions that every list has.</content>
internal static partial class ChildSql
{
    /// <summary>Whether every protection list is whole and fresh; without any list no address is shown.</summary>
    public const string ListsAreFresh = """
        cross join (select coalesce(bool_and(p.complete and p.received_at >= $5::timestamptz), false) as fresh
                    from vault.protection_lists p where p.tenant_id = $1) lists
        """;

    private const string OfRun = """
        from read.results x
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        """;

    /// <summary>One open case per child, whatever became of the run it was found by.</summary>
    private const string OfCases = """
        from read.cases k
        join vault.residents r on r.tenant_id = k.tenant_id and r.resident_id = k.resident_id
        left join read.results x on x.tenant_id = k.tenant_id and x.run_id = k.run_id and x.resident_id = k.resident_id
        """;

    private const string WithCases = """
        join read.cases k on k.tenant_id = r.tenant_id and k.resident_id = r.resident_id and k.closed_at is null
        left join read.results x on x.tenant_id = k.tenant_id and x.run_id = k.run_id and x.resident_id = k.resident_id
        """;

    /// <summary>The household as it was when the emergency was opened; nothing of any run.</summary>
    private const string OfEmergency = """
        from read.emergency_rows g
        join read.emergencies o on o.tenant_id = g.tenant_id and o.id = g.emergency_id
        join vault.residents r on r.tenant_id = g.tenant_id and r.resident_id = g.resident_id
        left join read.results x on false
        """;

    private const string OfInstitution = "from vault.residents r";

    /// <summary>A share brings its result along; without one the row looks like that of a child without a result.</summary>
    private const string WithShares = """
        left join lateral (
            select c.run_id, c.points, c.measures from read.shares c
            where c.tenant_id = r.tenant_id and c.resident_id = r.resident_id and c.institution = ($2::text[])[1]
              and (c.persons is null or ($2::text[])[2] = any(c.persons))
              and c.valid_from <= $4::timestamptz and $4::timestamptz < c.valid_until
              and (c.ended_at is null or $4::timestamptz < c.ended_at)
            order by c.valid_from desc limit 1) s on true
        left join read.results x on x.tenant_id = r.tenant_id and x.run_id = s.run_id and x.resident_id = r.resident_id
        """;

    private const string WithResults = "join read.results x on x.tenant_id = r.tenant_id and x.run_id = $2 and x.resident_id = r.resident_id";

    private const string WithMembers = $"""
        join vault.residents m on m.tenant_id = r.tenant_id and m.household_number = r.household_number
          and (m.moved_out_on is null or m.moved_out_on > $3::date){NoConflictOfMember}
        """;

    /// <summary>
    /// What the register said from when until when ($7: its provisions): of statements for one day the last counts, and a
    /// statement that only confirms the one before begins no period.
    /// </summary>
    private const string WithPeriods = """
        join lateral (
            select c.effective_on as valid_from, lead(c.effective_on) over (order by c.effective_on) as valid_until, c.ended, c.household_number, c.relation
            from (
                select d.*, row(d.ended, d.household_number, d.relation)
                    is distinct from lag(row(d.ended, d.household_number, d.relation)) over (order by d.effective_on) as changes
                from (
                    select distinct on (s.effective_on) s.effective_on, s.ended, f.household_number, f.relation
                    from (
                        select effective_on, seq, false as ended, event_id from read.record_heads
                        where tenant_id = $1 and stream_id = r.resident_id and provision = any($7::text[])
                        union all
                        select effective_on, seq, ended, event_id from read.record_versions
                        where tenant_id = $1 and stream_id = r.resident_id and provision = any($7::text[])) s
                    left join vault.memberships f on f.tenant_id = $1 and f.event_id = s.event_id
                    order by s.effective_on, s.seq desc) d) c
            where c.changes) h on not h.ended
        """;

    private const string WithEnrolments = "join vault.enrolments e on e.tenant_id = r.tenant_id and e.resident_id = r.resident_id";

    /// <summary>
    /// Where the children with whom a caller has a conflict of interest are taken out, as if they were not there. Empty for almost
    /// everybody: then it stays a comment (<see cref="WithoutConflicts"/>).
    /// </summary>
    public const string NoConflict = "/* conflicts of r */";

    public const string NoConflictOfMember = "/* conflicts of m */";

    /// <summary>The same of those who are only counted: one by one (<c>h</c>), and out of the size that a run kept.</summary>
    public const string NoConflictOfSize = "/* conflicts of h */";

    /// <inheritdoc cref="NoConflictOfSize"/>
    public const string LessConflicts = "/* less conflicts */";

    /// <summary>Who moved out is in no list from that day on; nor is a child with whom the caller has a conflict of interest.</summary>
    public const string LivesHere = $"(r.moved_out_on is null or r.moved_out_on > $3::date){NoConflict}";

    /// <summary>Takes the children of a parameter out of a statement; null where it asks for no children.</summary>
    public static string? WithoutConflicts(string sql, int parameter) =>
        !sql.Contains(NoConflict, StringComparison.Ordinal) && !sql.Contains(NoConflictOfMember, StringComparison.Ordinal) ? null : sql
            .Replace(NoConflict, $" and r.resident_id <> all(${parameter}::uuid[])", StringComparison.Ordinal)
            .Replace(NoConflictOfMember, $" and m.resident_id <> all(${parameter}::uuid[])", StringComparison.Ordinal)
            .Replace(NoConflictOfSize, $" and h.resident_id <> all(${parameter}::uuid[])", StringComparison.Ordinal)
            .Replace(LessConflicts, $"""
                 - (select count(*) from vault.residents h where h.tenant_id = r.tenant_id and h.household_number = r.household_number
                    and h.resident_id = any(${parameter}::uuid[]) and (h.moved_out_on is null or h.moved_out_on > $3::date))
                """, StringComparison.Ordinal);
}

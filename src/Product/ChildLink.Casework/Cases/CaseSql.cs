namespace ChildLink.Casework.Cases;

internal static class CaseSql
{
    public const string ChildOf = "select resident_id from read.cases where tenant_id = $1 and case_id = $2";

    public const string Find = $"select {CaseRows.Columns} from read.cases k where k.tenant_id = $1 and k.case_id = $2 for update of k";

    public const string OpenOfChild = "select case_id from read.cases where tenant_id = $1 and resident_id = $2 and closed_at is null";

    /// <summary>The child is a candidate of the run and still lives here; its school.</summary>
    public const string Candidate = """
        select r.resident_id, r.school_code from read.results x
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        where x.tenant_id = $1 and x.run_id = $2 and x.resident_id = $3 and x.candidate
          and (r.moved_out_on is null or r.moved_out_on > $4)
        """;

    /// <summary>A child under 18 who lives here, by resident code.</summary>
    public const string ByCode = """
        select resident_id, school_code from vault.residents
        where tenant_id = $1 and resident_code = $2 and (moved_out_on is null or moved_out_on > $3)
          and birth_date + interval '18 years' > $3
        """;

    public const string StillThere = "select resident_id from vault.residents where tenant_id = $1 and resident_id = $2";

    public const string OnAgenda = """
        select i.case_id from read.conference_items i
        join read.conferences c on c.tenant_id = i.tenant_id and c.conference_id = i.conference_id
        where i.tenant_id = $1 and i.conference_id = $2 and c.state <> 'cancelled'
        """;

    public const string Insert = """
        insert into read.cases (tenant_id, case_id, resident_id, run_id, state, worker, institution, opened_at, opened_by, version)
        values ($1, $2, $3, $4, 'open', $5, $6, $7, $8, 1)
        """;

    public const string Update = """
        update read.cases set state = $3, class = $4, proposed_class = $5, proposed_by = $6, worker = $7, institution = $8, decided_at = $9,
            decided_by = $10, supported_at = $11, next_review_on = $12, outcome = $13, closed_at = $14, version = $15
        where tenant_id = $1 and case_id = $2
        """;

    public const string InsertEntry = """
        insert into read.case_entries (tenant_id, case_id, resident_id, version, kind, at, by_person, facts)
        values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
        """;

    public const string InsertText = """
        insert into read.case_texts (tenant_id, case_id, resident_id, version, item, sealed) values ($1, $2, $3, $4, $5, $6)
        """;

    public const string DeleteMeasures = "delete from read.case_measures where tenant_id = $1 and case_id = $2";

    public const string InsertMeasure = """
        insert into read.case_measures (tenant_id, case_id, resident_id, number, plan_version, measure, institution, staff, review_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;
}

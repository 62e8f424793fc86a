using ChildLink.Casework.Cases;

namespace ChildLink.Views.Cases;

/// <summary>What lists and files of cases ask. $1 is the municipality.</summary>
internal static class CaseViewSql
{
    /// <summary>The newest cases, read in the order of <c>cases_by_opening</c>: no more rows than the page and what the filters pass over.</summary>
    /// <remarks>$2 state, $3 class, $4 worker, $5 institution, $6 run, $7 today or null, $8 awaiting, $9 rows, $10 hidden children.</remarks>
    public const string FirstPage = Page + Order;

    /// <summary>The same from a position on ($11, $12), where the index is entered: a late page costs what the first one does.</summary>
    public const string NextPage = Page + "\n  and (k.opened_at, k.case_id) < ($11::text::timestamptz, $12::uuid)" + Order;

    private const string Page = $"""
        select k.opened_at::text, {CaseRows.Columns} from read.cases k
        where k.tenant_id = $1 and ($2::text is null or k.state = $2::text) and ($3::text is null or k.class = $3::text)
          and ($4::text is null or k.worker = $4::text) and ($5::text is null or k.institution = $5::text) and ($6::uuid is null or k.run_id = $6::uuid)
          and ($7::date is null or (k.closed_at is null and k.next_review_on <= $7::date))
          and (not $8 or k.proposed_class is not null) and k.resident_id <> all ($10::uuid[])
        """;

    private const string Order = "\norder by k.opened_at desc, k.case_id desc limit $9";

    public const string Of = $"select {CaseRows.Columns} from read.cases k where k.tenant_id = $1 and k.case_id = any ($2) and k.resident_id <> all ($3::uuid[])";

    public const string Entries = """
        select case_id, version, kind, at, by_person, facts::text from read.case_entries where tenant_id = $1 and case_id = any ($2) order by case_id, version
        """;

    public const string Texts = """
        select case_id, resident_id, version, item, sealed from read.case_texts where tenant_id = $1 and case_id = any ($2)
        order by case_id, version, length(item), item
        """;

    public const string Measures = """
        select case_id, plan_version, number, measure, institution, staff, review_on from read.case_measures
        where tenant_id = $1 and case_id = any ($2) order by case_id, number
        """;

    public const string Earlier = $"""
        select now.case_id, {CaseRows.Columns} from read.cases now
        join read.cases k on k.tenant_id = now.tenant_id and k.resident_id = now.resident_id and k.case_id <> now.case_id
        where now.tenant_id = $1 and now.case_id = any ($2) order by k.opened_at desc
        """;

    /// <summary>Candidates of a run ($2) who have or had a case, with the newest.</summary>
    public const string Statuses = $"""
        select distinct on (x.resident_id) {CaseRows.Columns} from read.results x
        join read.cases k on k.tenant_id = x.tenant_id and k.resident_id = x.resident_id
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        where x.tenant_id = $1 and x.run_id = $2 and x.candidate and (r.moved_out_on is null or r.moved_out_on > $3) and x.resident_id <> all ($4::uuid[])
        order by x.resident_id, k.closed_at desc nulls first, k.opened_at desc
        limit 10000
        """;
}

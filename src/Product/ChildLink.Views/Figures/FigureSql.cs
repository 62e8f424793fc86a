using ChildLink.Records.Residents;
using ChildLink.Views.Narrowing;

namespace ChildLink.Views.Figures;

internal static class FigureSql
{
    /// <summary>
    /// One row per child of the run ($2): school, age, and how far the child went. Moved-out children count: a report is about what
    /// was done. $3 today, for the conditions that are shared with lists; $4 the registers of the council.
    /// </summary>
    private static readonly string Children = $"""
        with children as (
            select x.resident_id, coalesce(r.school_code, '-') as school, x.school_age, x.candidate,
                x.candidate and (n.status is not null or k.case_id is not null or exists (
                    select from read.inquiries i where i.tenant_id = x.tenant_id and i.run_id = x.run_id and i.resident_id = x.resident_id)) as narrowed,
                x.candidate and (n.status = 'proceed' or k.case_id is not null) as proceeded,
                x.candidate and coalesce(k.class in ('a', 'b'), false) as supported,
                x.candidate and coalesce(k.class = 'c', false) as watched,
                case when {CouncilProjection.IsUntold("$4::text[]")} then null else exists (
                    select from vault.council_cases cc where cc.tenant_id = x.tenant_id and cc.resident_id = x.resident_id
                    and (cc.from_on is null or cc.from_on <= s.as_of)) end
                or exists (select from read.cases e where e.tenant_id = x.tenant_id and e.resident_id = x.resident_id and e.opened_at < s.completed_at) as known,
                x.candidate and {NarrowingConditions.WasCandidate} as former
            from read.results x
            join read.screening_runs s on s.tenant_id = x.tenant_id and s.id = x.run_id
            join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
            left join read.narrowing_steps n on n.tenant_id = x.tenant_id and n.run_id = x.run_id and n.resident_id = x.resident_id and n.latest
            left join lateral (
                select c.case_id, c.class from read.cases c
                where c.tenant_id = x.tenant_id and c.run_id = x.run_id and c.resident_id = x.resident_id order by c.opened_at desc limit 1) k on true
            where x.tenant_id = $1 and x.run_id = $2)
        """;

    public static readonly string Totals = $"""
        {Children}
        select count(*), count(*) filter (where candidate), count(*) filter (where narrowed), count(*) filter (where proceeded),
            count(*) filter (where known and supported), count(*) filter (where known and watched), count(*) filter (where candidate and known and not supported and not watched),
            count(*) filter (where not known and supported), count(*) filter (where not known and watched),
            count(*) filter (where candidate and not known and not supported and not watched),
            count(*) filter (where former),
            (select count(*) from vault.residents p where p.tenant_id = $1 and (p.moved_out_on is null or p.moved_out_on > $3::date)
                and extract(year from age(make_date(extract(year from $3::date + interval '9 months')::int, 4, 1), p.birth_date)) between 0 and 18)
        from children
        """;

    public static readonly string BySchool = $"""
        {Children}
        select school, count(*), count(*) filter (where candidate), count(*) filter (where supported), count(*) filter (where watched)
        from children where $3::date is not null group by school order by school
        """;

    public static readonly string ByAge = $"""
        {Children}
        select (school_age / 3 * 3)::text || '-' || (school_age / 3 * 3 + 2)::text, count(*), count(*) filter (where candidate), count(*) filter (where supported),
            count(*) filter (where watched)
        from children where $3::date is not null group by school_age / 3 order by school_age / 3
        """;

    public const string Shares = """
        select count(*) filter (where not d.before), count(*) filter (where d.before) from (
            select s.resident_id, bool_or(exists (
                select from read.shares e where e.tenant_id = s.tenant_id and e.resident_id = s.resident_id and e.run_id <> s.run_id and e.valid_from < s.valid_from)) as before
            from read.shares s where s.tenant_id = $1 and s.run_id = $2 group by s.resident_id) d
        """;
}

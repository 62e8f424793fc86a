namespace ChildLink.Benchmarks.Lists;

internal static class BareSql
{
    /// <summary>The rows and columns of a narrower's first page. $1 municipality, $2 run, $3 today, $4 rows.</summary>
    public const string Page = """
        select r.resident_id, x.rank::text, r.name, r.kana, r.birth_date, r.sex, x.school_age, r.school_name, r.school_code, r.grade, r.class,
               x.rank, x.points_tenths, x.matched_basic, x.matched_other, x.selected_by, x.top_factors, x.reasons
        from read.results x
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        where x.tenant_id = $1 and x.run_id = $2 and (r.moved_out_on is null or r.moved_out_on > $3::date) and x.candidate
        order by x.rank, r.resident_id limit $4
        """;

    /// <summary>Makes the first of a run candidates, so that the page is full: plans name fewer in a city of this size.</summary>
    public const string FillPage = "update read.results set candidate = true where run_id = $1 and rank <= $2";
}

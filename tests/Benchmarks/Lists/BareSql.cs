using ChildLink.Api.Composition;
using ChildLink.Privacy;
using Npgsql;

namespace ChildLink.Benchmarks.Lists;

internal static class BareSql
{
    /// <summary>The rows and columns of a narrower's first page. $1 municipality, $2 run, $3 today, $4 rows.</summary>
    private const string Page = """
        select r.resident_id, x.rank::text, r.name, r.kana, r.birth_date, r.sex, x.school_age, r.school_name, r.school_code, r.grade, r.class,
               x.rank, x.points_tenths, x.matched_basic, x.matched_other, x.selected_by, x.top_factors, x.reasons
        from read.results x
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        where x.tenant_id = $1 and x.run_id = $2 and (r.moved_out_on is null or r.moved_out_on > $3::date) and x.candidate
        order by x.rank, r.resident_id limit $4
        """;

    /// <summary>One child of the same rows. $1 municipality, $2 run, $3 today, $4 child.</summary>
    private const string One = """
        select r.resident_id, x.rank::text, r.name, r.kana, r.birth_date, r.sex, x.school_age, r.school_name, r.school_code, r.grade, r.class,
               x.rank, x.points_tenths, x.matched_basic, x.matched_other, x.selected_by, x.top_factors, x.reasons
        from read.results x
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        where x.tenant_id = $1 and x.run_id = $2 and (r.moved_out_on is null or r.moved_out_on > $3::date) and x.candidate and x.resident_id = $4
        """;

    /// <summary>Asks for a page.</summary>
    public static void AddPage(NpgsqlCommand command, Municipality municipality, Guid run, int rows) => Add(command, Page, municipality, run, rows);

    /// <summary>Asks for one child.</summary>
    public static void AddOne(NpgsqlCommand command, Municipality municipality, Guid run, Guid child) => Add(command, One, municipality, run, child);

    private static void Add(NpgsqlCommand command, string sql, Municipality municipality, Guid run, object last)
    {
        command.CommandText = sql;
        command.Parameters.Add(new() { Value = municipality.Code });
        command.Parameters.Add(new() { Value = run });
        command.Parameters.Add(new() { Value = JapanDay.Of(municipality.Time.GetUtcNow()) });
        command.Parameters.Add(new() { Value = last });
    }

    /// <summary>Makes the first of a run candidates, so that the page is full: plans name fewer in a city of this size.</summary>
    public const string FillPage = "update read.results set candidate = true where run_id = $1 and rank <= $2";
}

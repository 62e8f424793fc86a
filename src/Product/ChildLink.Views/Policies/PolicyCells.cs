using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Policies;

/// <summary>
/// Counts cells of the stored data that a decision opens, over everybody whom its rows could be: all newest runs, all schools, all open
/// cases. Counts only; no value leaves the database.
/// </summary>
internal sealed class PolicyCells(City city, TimeProvider time)
{
    private const string NewestRuns = """
        from (select distinct on (plan) id from read.screening_runs where tenant_id = $1 order by plan, completed_at desc) n
        join read.results x on x.tenant_id = $1 and x.run_id = n.id
        join vault.residents r on r.tenant_id = $1 and r.resident_id = x.resident_id
        """;

    private const string Pupils = """
        from vault.residents r
        left join lateral (
            select c.run_id, c.points, c.measures from read.shares c
            where c.tenant_id = $1 and c.resident_id = r.resident_id and c.institution = r.school_code
              and c.valid_from <= $3::timestamptz and $3::timestamptz < c.valid_until and (c.ended_at is null or $3::timestamptz < c.ended_at)
            order by c.valid_from desc limit 1) s on true
        left join read.results x on x.tenant_id = $1 and x.run_id = s.run_id and x.resident_id = r.resident_id
        """;

    private const string OpenCases = """
        from read.cases k
        join vault.residents r on r.tenant_id = $1 and r.resident_id = k.resident_id
        left join read.results x on x.tenant_id = $1 and x.run_id = k.run_id and x.resident_id = k.resident_id
        """;

    private const string Institutions = "select distinct institution from read.grants where tenant_id = $1 and item = $2 and state = 'approved'";

    /// <summary>
    /// A child counts once, however much of the item ($5) is stored. The terms that hold now stand in $6 institutions, $7 provisions, $8 bases,
    /// $9 authorities and $10 whether they demand named staff: under others nothing opens.
    /// </summary>
    private const string Granted = """
         and exists (select from read.grants g join read.cases k on k.tenant_id = g.tenant_id and k.case_id = g.case_id and k.closed_at is null
            join unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::boolean[]) t (institution, provision, basis, authority, named)
              on t.institution = g.institution and t.provision = g.provision and t.basis = g.basis and t.authority = g.authority and (g.persons is not null or not t.named)
            where g.tenant_id = $1 and g.resident_id = r.resident_id and g.institution = r.school_code and g.item = $5
              and g.state = 'approved' and g.valid_from <= $3::timestamptz and $3::timestamptz < g.valid_until)
        """;

    private const string Lists = """
        cross join (select coalesce(bool_and(p.complete and p.received_at >= $4::timestamptz), false) as fresh
                    from vault.protection_lists p where p.tenant_id = $1) lists
        """;

    private const string LivesHere = "(r.moved_out_on is null or r.moved_out_on > $2::date)";

    /// <summary>
    /// Where the value of a field stands. A value of the child's own (<c>r</c>) is one cell, in however many runs the child is; one of a
    /// result (<c>x</c>) is a cell in each. Of fields without a column the children are counted.
    /// </summary>
    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["child.name"] = "r.name",
        ["child.kana"] = "r.kana",
        ["child.birth-date"] = "r.birth_date",
        ["child.sex"] = "r.sex",
        ["child.school"] = "r.school_code",
        ["child.grade"] = "r.grade",
        ["child.class"] = "r.class",
        ["child.address"] = "r.address",
        ["child.household"] = "r.household_number",
        ["child.school-age"] = "r.birth_date",
        ["result.points"] = "x.points_tenths",
        ["result.rank"] = "x.rank",
        ["result.matched"] = "x.matched_basic",
        ["result.factors"] = "x.factors",
        ["result.reasons"] = "x.reasons",
        ["result.run"] = "x.run_id",
    };

    private readonly GrantLaw law = new(city);

    /// <summary>How many cells a decision opens now; 0 where it withholds or no child exists.</summary>
    public async Task<long> CountAsync(NpgsqlConnection connection, RowScope rows, AccessDecision decision, CancellationToken ct)
    {
        if (decision.Disposition == Disposition.Withheld || Scope(rows) is not { } scope)
            return 0;
        var now = time.GetUtcNow();
        var sql = $"select {Counted(decision.Field.Value)} {scope.From}\n{Lists}\nwhere {scope.Where}{Guards(decision.Guard)}";
        object?[] values = [city.Code, JapanDay.Of(now), now, now.AddDays(-city.Document.ProtectionListMaxAgeDays)];
        if (decision.Guard.HasFlag(RowGuard.Granted))
            values = [.. values, .. await TermsAsync(connection, decision.Field.Value, now, ct)];
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new RowReader(reader);
        return await found.ReadAsync(ct) ? found.PublicLong(0) : 0;
    }

    /// <summary>The item, and the terms that hold now for each institution to which something of it was granted.</summary>
    private async Task<object?[]> TermsAsync(NpgsqlConnection connection, string item, DateTimeOffset now, CancellationToken ct)
    {
        var terms = new List<(string Institution, GrantableItem Terms)>();
        await using var command = Statement.Of(connection, Institutions, city.Code, item);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new RowReader(reader);
        while (await found.ReadAsync(ct))
        {
            var institution = found.PublicText(0);
            terms.AddRange(law.To(institution, now).Where(g => g.Item.Id == item).Select(g => (institution, g)));
        }

        return
        [
            item, terms.Select(t => t.Institution).ToArray(), terms.Select(t => t.Terms.Provision.Id).ToArray(), terms.Select(t => t.Terms.Basis.Id).ToArray(),
            terms.Select(t => t.Terms.Authority).ToArray(), terms.Select(t => t.Terms.DemandsPersons).ToArray(),
        ];
    }

    private static string Counted(string field) => Columns.GetValueOrDefault(field) switch
    {
        null => "count(distinct r.resident_id)",
        ['r', ..] and var own => $"count(distinct r.resident_id) filter (where {own} is not null)",
        var result => $"count({result})",
    };

    private static (string From, string Where)? Scope(RowScope rows) => rows switch
    {
        RowScope.RunPopulation => (NewestRuns, $"{LivesHere} and $3::timestamptz is not null"),
        RowScope.RunCandidates => (NewestRuns, $"x.candidate and {LivesHere} and $3::timestamptz is not null"),
        RowScope.OwnInstitution => (Pupils, $"r.tenant_id = $1 and r.school_code is not null and {LivesHere}"),
        RowScope.OpenCases => (OpenCases, "k.tenant_id = $1 and k.closed_at is null and $2::date is not null and $3::timestamptz is not null"),
        _ => null,
    };

    private static string Guards(RowGuard guard) =>
        (guard.HasFlag(RowGuard.Unprotected) ? " and lists.fresh and not r.protected" : "")
        // A share belongs to an institution; in other scopes nothing is shared.
        + (guard.HasFlag(RowGuard.Shared) ? " and s.run_id is not null" : "")
        + (guard.HasFlag(RowGuard.SharedWithPoints) ? " and s.points" : "")
        + (guard.HasFlag(RowGuard.SharedWithMeasures) ? " and s.measures" : "")
        + (guard.HasFlag(RowGuard.Granted) ? Granted : "");
}

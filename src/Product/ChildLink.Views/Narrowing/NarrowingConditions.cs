using ChildLink.Casework.Narrowing.Rules;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Residents;
using NpgsqlTypes;

namespace ChildLink.Views.Narrowing;

/// <summary>Turns a rule into conditions: SQL is chosen by the rule's shape, every number and word is a parameter.</summary>
internal static class NarrowingConditions
{
    public static readonly FieldId Points = FieldId.Of("result.points");
    public static readonly FieldId Rank = FieldId.Of("result.rank");
    public static readonly FieldId RankBefore = FieldId.Of("result.rank-before");
    public static readonly FieldId Matched = FieldId.Of("result.matched");
    public static readonly FieldId SchoolAge = FieldId.Of("child.school-age");
    public static readonly FieldId School = FieldId.Of("child.school");
    public static readonly FieldId BirthDate = FieldId.Of("child.birth-date");
    public static readonly FieldId Council = FieldId.Of("child.council");
    public static readonly FieldId Support = FieldId.Of("child.support");
    public static readonly FieldId Status = FieldId.Of("narrowing.status");

    /// <summary>SQL: the latest step of a candidate, its status.</summary>
    public const string StatusNow = """
        coalesce((select ns.status from read.narrowing_steps ns
                  where ns.tenant_id = x.tenant_id and ns.run_id = x.run_id and ns.resident_id = x.resident_id and ns.latest), 'open')
        """;

    /// <summary>SQL: an open case, or one that was decided a, b or c.</summary>
    public const string Supported = """
        exists (select from read.cases sc where sc.tenant_id = $1 and sc.resident_id = r.resident_id
                and (sc.closed_at is null or sc.class in ('a', 'b', 'c')))
        """;

    /// <summary>SQL: a conference that was held talked about the child; one that is planned, was cancelled or passed the child over did not.</summary>
    public const string Conferred = """
        exists (select from read.conference_items ci
                join read.conferences cf on cf.tenant_id = ci.tenant_id and cf.conference_id = ci.conference_id and cf.state = 'held'
                where ci.tenant_id = $1 and ci.resident_id = r.resident_id and ci.took is not null)
        """;

    /// <summary>SQL: was a candidate in the run of the plan before the run of the context ($2).</summary>
    public const string WasCandidate = """
        exists (select from read.results y where y.tenant_id = $1 and y.resident_id = r.resident_id and y.candidate and y.run_id = (
            select b.id from read.screening_runs a
            join read.screening_runs b on b.tenant_id = a.tenant_id and b.plan = a.plan and (b.as_of, b.completed_at, b.id) < (a.as_of, a.completed_at, a.id)
            where a.tenant_id = $1 and a.id = $2
            order by b.as_of desc, b.completed_at desc, b.id desc limit 1))
        """;

    /// <summary>SQL: nobody ever noted a step about the child, in any run.</summary>
    public const string NeverLookedAt = "not exists (select from read.narrowing_steps nl where nl.tenant_id = $1 and nl.resident_id = r.resident_id)";

    /// <summary>Adds everything that a rule demands.</summary>
    /// <param name="filter">What is added to.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="cutoffs">Of the run.</param>
    /// <param name="registers"><see cref="CouncilProjection.Provisions"/> of the city.</param>
    public static void Add(NarrowingFilter filter, NarrowingRule rule, RunCutoffs cutoffs, string[] registers)
    {
        if (rule.Any.Count > 0)
        {
            var thresholds = rule.Any.Select(t => Threshold(filter, t, cutoffs)).ToList();
            filter.Require($"({string.Join(" or ", thresholds.Select(t => t.Sql))})", [.. thresholds.SelectMany(t => t.Reads)]);
        }

        if (rule.Schools.Count > 0)
            filter.Require($"r.school_code = any({filter.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, rule.Schools.ToArray())})", School);
        if (rule.Ages is { } ages)
            filter.Require($"x.school_age between {filter.Add(NpgsqlDbType.Bigint, (long)ages.From)} and {filter.Add(NpgsqlDbType.Bigint, (long)ages.To)}", SchoolAge);
        if (rule.WithoutCouncil)
            filter.Require($"not ({CouncilProjection.RegisteredNow(filter.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, registers))})", Council);
        if (rule.WithoutSupported)
            filter.Require($"not {Supported}", Support);
        if (rule.WithoutConference)
            filter.Require($"not {Conferred}", Support);
        if (rule.Checkup is { } checkup)
        {
            filter.Require($"""
                exists (select from unnest({filter.Add(NpgsqlDbType.Array | NpgsqlDbType.Integer, checkup.Months.ToArray())}) m(months)
                        where (r.birth_date + make_interval(months => m.months))::date between $3::date and $3::date + {filter.Add(NpgsqlDbType.Integer, checkup.WithinDays)})
                """, BirthDate);
        }

        if (rule.OnlyNew)
            filter.Require($"not {WasCandidate}", RankBefore);
    }

    private static (string Sql, FieldId[] Reads) Threshold(NarrowingFilter filter, Threshold threshold, RunCutoffs cutoffs) => threshold.Kind switch
    {
        ThresholdKind.Points => ($"x.points_tenths >= {filter.Add(NpgsqlDbType.Bigint, threshold.Value * 10L)}", [Points]),
        ThresholdKind.Basic => ($"x.matched_basic >= {filter.Add(NpgsqlDbType.Bigint, (long)threshold.Value)}", [Matched]),
        ThresholdKind.Other => ($"x.matched_other >= {filter.Add(NpgsqlDbType.Bigint, (long)threshold.Value)}", [Matched]),
        ThresholdKind.TopPercent => ($"x.rank <= {filter.Add(NpgsqlDbType.Bigint, cutoffs.OfAll(threshold.Value))}", [Rank]),
        ThresholdKind.TopPercentWithinAge => WithinAge(filter, cutoffs.OfAges(threshold.Value)),
        _ => throw new ArgumentOutOfRangeException(nameof(threshold)),
    };

    private static (string Sql, FieldId[] Reads) WithinAge(NarrowingFilter filter, IReadOnlyList<(long Age, long Rank)> ranks)
    {
        var ages = filter.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, ranks.Select(r => r.Age).ToArray());
        var last = filter.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, ranks.Select(r => r.Rank).ToArray());
        return ($"x.rank <= (select w.last from unnest({ages}, {last}) w(age, last) where w.age = x.school_age)", [Rank, SchoolAge]);
    }
}

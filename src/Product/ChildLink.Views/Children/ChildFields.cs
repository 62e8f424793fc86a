using ChildLink.Privacy.Guarding;

namespace ChildLink.Views.Children;

/// <summary>Every property of a child that an answer can hold. The SQL of a withheld one never reaches the database.</summary>
internal static partial class ChildFields
{
    public static readonly ViewField Id = Of("id", "child.id", new(ValueKind.Key, ""), new(ValueKind.Key, ""));
    public static readonly ViewField Name = Of("name", "child.name", new(ValueKind.Text, "r.name"));
    public static readonly ViewField Kana = Of("kana", "child.kana", new(ValueKind.Text, "r.kana"));

    public static readonly ViewField BirthDate = Of(
        "birthDate", "child.birth-date", new(ValueKind.Day, "r.birth_date"), new(ValueKind.Integer, "extract(year from r.birth_date)::bigint"));

    /// <summary>The same where a day is a day or nothing, for doors whose properties have one type.</summary>
    public static readonly ViewField BirthDay = Of("birthDate", "child.birth-date", BirthDate.Clear);

    /// <summary>The year alone, for whoever sees the day or only the year.</summary>
    public static readonly ViewField BirthYear = Of("birthYear", "child.birth-date", BirthDate.Coarse!, BirthDate.Coarse);

    public static readonly ViewField Sex = Of("sex", "child.sex", new(ValueKind.Text, "r.sex"));

    /// <summary>学齢: completed years on the first of April that ends the school year; a run keeps that of its own day.</summary>
    public static readonly ViewField SchoolAge = Of(
        "schoolAge", "child.school-age",
        new(ValueKind.Integer, "x.school_age",
            "extract(year from age(make_date(extract(year from $3 + interval '9 months')::int, 4, 1), r.birth_date))::bigint"),
        new(ValueKind.Text, "x.age_band"));

    /// <summary>The same where an age is a number or nothing.</summary>
    public static readonly ViewField AgeInYears = Of("schoolAge", "child.school-age", SchoolAge.Clear);

    /// <summary>The band of a run, for whoever sees the run's children; an institution's own children have none.</summary>
    public static readonly ViewField AgeBand = Of(
        "ageBand", "child.school-age", new(ValueKind.Text, "x.age_band", "null::text"), SchoolAge.Coarse);

    public static readonly ViewField School = Of("school", "child.school", new(ValueKind.Text, "r.school_name"));
    public static readonly ViewField SchoolCode = Of("schoolCode", "child.school", new(ValueKind.Text, "r.school_code"));
    public static readonly ViewField Grade = Of("grade", "child.grade", new(ValueKind.Text, "r.grade"));
    public static readonly ViewField Class = Of("class", "child.class", new(ValueKind.Text, "r.class"));
    public static readonly ViewField Address = Of("address", "child.address", new(ValueKind.Text, "r.address"));

    /// <summary>Null without a household, also where the run counted the child alone: null must not mean protected only.</summary>
    public static readonly ViewField HouseholdSize = Of(
        "householdSize", "child.household",
        new(ValueKind.Integer, $"case when r.household_number is not null then x.household_size{ChildSql.LessConflicts} end", $"""
            (select nullif(count(*), 0) from vault.residents h where h.tenant_id = r.tenant_id and h.household_number = r.household_number
              and (h.moved_out_on is null or h.moved_out_on > $3){ChildSql.NoConflictOfSize})
            """));

    public static readonly ViewField Run = Of("run", "result.run", new(ValueKind.Text, "x.run_id::text"));
    public static readonly ViewField Rank = Of("rank", "result.rank", new(ValueKind.Integer, "x.rank"));

    public static readonly ViewField Points = Of(
        "points", "result.points", new(ValueKind.Tenths, "x.points_tenths"), new(ValueKind.Integer, "(x.points_tenths + 5) / 10"));

    public static readonly ViewField MatchedBasic = Of("matchedBasic", "result.matched", new(ValueKind.Integer, "x.matched_basic"));
    public static readonly ViewField MatchedOther = Of("matchedOther", "result.matched", new(ValueKind.Integer, "x.matched_other"));
    public static readonly ViewField SelectedBy = Of("selectedBy", "result.matched", new(ValueKind.Text, "x.selected_by"));
    public static readonly ViewField TopFactors = Of("topFactors", "result.factors", new(ValueKind.Json, "x.top_factors"), Coarsened("x.top_factors")) with { WithoutItems = ClosedItems.InFactors };
    public static readonly ViewField Factors = Of("factors", "result.factors", new(ValueKind.Json, "x.factors"), Coarsened("x.factors")) with { WithoutItems = ClosedItems.InFactors };

    /// <summary>Categories are coarse by their making: the compiler of plans refuses one that fewer than three items can raise.</summary>
    public static readonly ViewField Reasons = Of(
        "reasons", "result.reasons", new(ValueKind.Json, "x.reasons"), new(ValueKind.Json, "x.reasons"));

    /// <summary>Properties of a member of the household (<c>m</c>).</summary>
    public static class Member
    {
        public static readonly ViewField Relation = Of("relation", "household.relation", new(ValueKind.Text, "m.relation"));
        public static readonly ViewField Name = Of("name", "household.name", new(ValueKind.Text, "m.name"));
        public static readonly ViewField Kana = Of("kana", "household.kana", new(ValueKind.Text, "m.kana"));
        public static readonly ViewField BirthDate = Of("birthDate", "household.birth-date", new(ValueKind.Day, "m.birth_date"));
        public static readonly ViewField Sex = Of("sex", "household.sex", new(ValueKind.Text, "m.sex"));
    }

    /// <summary>Properties of a period in one household (<c>h</c>).</summary>
    public static class Period
    {
        public static readonly ViewField From = Of("from", "household.period", new(ValueKind.Day, "h.valid_from"));
        public static readonly ViewField Until = Of("until", "household.period", new(ValueKind.Day, "h.valid_until"));
        public static readonly ViewField Relation = Of("relation", "household.relation", new(ValueKind.Text, "h.relation"));
        public static readonly ViewField Current = Of("sameAsToday", "household.period", new(ValueKind.Flag, "h.household_number = r.household_number"));
    }

    /// <summary>Properties of a year at one school (<c>e</c>).</summary>
    public static class Enrolment
    {
        public static readonly ViewField Year = Of("fiscalYear", "child.school", new(ValueKind.Integer, "e.fiscal_year::bigint"));
        public static readonly ViewField School = Of("school", "child.school", new(ValueKind.Text, "e.school_name"));
        public static readonly ViewField SchoolCode = Of("schoolCode", "child.school", new(ValueKind.Text, "e.school_code"));
        public static readonly ViewField Grade = Of("grade", "child.grade", new(ValueKind.Text, "e.grade"));
        public static readonly ViewField Class = Of("class", "child.class", new(ValueKind.Text, "e.class"));
    }

    /// <summary>Without the values that fewer than five children of the run share; which they are was decided with the run.</summary>
    private static ViewColumn Coarsened(string factors) =>
        new(ValueKind.Json, $"case when x.withheld = '{{}}' then {factors} else {ClosedItems.InFactors(factors, "x.withheld")} end");

    private static ViewField Of(string name, string field, ViewColumn clear, ViewColumn? coarse = null) => new(name, FieldId.Of(field), clear, coarse);
}

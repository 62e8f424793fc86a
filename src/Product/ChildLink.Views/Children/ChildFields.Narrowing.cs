using ChildLink.Records.Residents;
using ChildLink.Views.Narrowing;

namespace ChildLink.Views.Children;

/// <content>What people noted about a candidate, and what is around it: properties of the narrower's lists and card.</content>
internal static partial class ChildFields
{
    public static readonly ViewField NarrowingStatus = Of("narrowingStatus", "narrowing.status", new(ValueKind.Text, NarrowingConditions.StatusNow, $"case when x.run_id is not null then {NarrowingConditions.StatusNow} end"));

    /// <summary>To be given back with the next step; 0 before the first.</summary>
    public static readonly ViewField NarrowingVersion = Of("narrowingVersion", "narrowing.status", new(ValueKind.Integer, LatestVersion, $"case when x.run_id is not null then {LatestVersion} end"));

    public static readonly ViewField NarrowingNote = Of("narrowingNote", "narrowing.note", new(ValueKind.Sealed, $"""
        (select {Sealed("ns.id", "ns.version", "'note'", "ns.note")} from read.narrowing_steps ns
         where ns.tenant_id = x.tenant_id and ns.run_id = x.run_id and ns.resident_id = x.resident_id and ns.latest)
        """));

    private const string LatestVersion = """
        coalesce((select ns.version from read.narrowing_steps ns
                  where ns.tenant_id = x.tenant_id and ns.run_id = x.run_id and ns.resident_id = x.resident_id and ns.latest), 0)
        """;

    public static readonly ViewField CouncilRegistered = Of("councilRegistered", "child.council", new(ValueKind.Flag, "null::boolean")) with
    {
        OfCity = city => $"({CouncilProjection.RegisteredNow(ClosedItems.Literal(CouncilProjection.Provisions(city)))})",
    };

    /// <summary>Of the latest case: <c>none</c>, <c>open</c>, or the class it was decided, <c>a</c> to <c>d</c>.</summary>
    public static readonly ViewField Support = Of("support", "child.support", new(ValueKind.Text, """
        coalesce((select coalesce(sc.class, case when sc.closed_at is null then 'open' end) from read.cases sc
                  where sc.tenant_id = r.tenant_id and sc.resident_id = r.resident_id order by sc.opened_at desc limit 1), 'none')
        """));

    private static string Instant(string column) => $"to_char({column} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";

    /// <summary>Properties of an earlier result (<c>h</c>) and its run (<c>hr</c>).</summary>
    public static class Earlier
    {
        public static readonly ViewField Run = Of("run", "result.run", new(ValueKind.Text, "h.run_id::text"));
        public static readonly ViewField Plan = Of("plan", "result.run", new(ValueKind.Text, "hr.plan"));
        public static readonly ViewField AsOf = Of("asOf", "result.run", new(ValueKind.Day, "hr.as_of"));
        public static readonly ViewField Rank = Of("rank", "result.rank-before", new(ValueKind.Integer, "h.rank"));
        public static readonly ViewField Points = Of("points", "result.points-before", new(ValueKind.Tenths, "h.points_tenths"), new(ValueKind.Integer, "(h.points_tenths + 5) / 10"));
    }

    /// <summary>Properties of a step of the narrowing (<c>n</c>).</summary>
    public static class Step
    {
        public static readonly ViewField Run = Of("run", "narrowing.status", new(ValueKind.Text, "n.run_id::text"));
        public static readonly ViewField Version = Of("version", "narrowing.status", new(ValueKind.Integer, "n.version"));
        public static readonly ViewField Status = Of("status", "narrowing.status", new(ValueKind.Text, "n.status"));
        public static readonly ViewField Note = Of("note", "narrowing.note", new(ValueKind.Sealed, Sealed("n.id", "n.version", "'note'", "n.note")));
        public static readonly ViewField By = Of("by", "narrowing.status", new(ValueKind.Text, "n.noted_by"));
        public static readonly ViewField At = Of("at", "narrowing.status", new(ValueKind.Text, Instant("n.noted_at")));
    }

    /// <summary>Properties of a case (<c>c</c>); what was written in it is for case-work.</summary>
    public static class Case
    {
        public static readonly ViewField State = Of("state", "child.support", new(ValueKind.Text, "c.state"));
        public static readonly ViewField Class = Of("decision", "child.support", new(ValueKind.Text, "c.class"));
        public static readonly ViewField Worker = Of("worker", "child.support", new(ValueKind.Text, "c.worker"));
        public static readonly ViewField OpenedAt = Of("openedAt", "child.support", new(ValueKind.Text, Instant("c.opened_at")));
        public static readonly ViewField DecidedAt = Of("decidedAt", "child.support", new(ValueKind.Text, Instant("c.decided_at")));
        public static readonly ViewField NextReviewOn = Of("nextReviewOn", "child.support", new(ValueKind.Day, "c.next_review_on"));
        public static readonly ViewField ClosedAt = Of("closedAt", "child.support", new(ValueKind.Text, Instant("c.closed_at")));
    }

    /// <summary>Properties of an event of a case (<c>ce</c>), with what was written while the case (<c>c</c>) is open.</summary>
    public static class Entry
    {
        public static readonly ViewField Case = Of("case", "child.support", new(ValueKind.Text, "ce.case_id::text"));
        public static readonly ViewField Version = Of("version", "child.support", new(ValueKind.Integer, "ce.version"));
        public static readonly ViewField Kind = Of("kind", "child.support", new(ValueKind.Text, "ce.kind"));
        public static readonly ViewField At = Of("at", "child.support", new(ValueKind.Text, Instant("ce.at")));
        public static readonly ViewField By = Of("by", "child.support", new(ValueKind.Text, "ce.by_person"));
        public static readonly ViewField Class = Of("decision", "child.support", new(ValueKind.Text, "ce.facts->>'class'"));
        public static readonly ViewField Result = Of("result", "child.support", new(ValueKind.Text, "ce.facts->>'outcome'"));
        public static readonly ViewField Cause = Of("closedBecause", "child.support", new(ValueKind.Text, "ce.facts->>'cause'"));
        public static readonly ViewField NextReviewOn = Of("nextReviewOn", "child.support", new(ValueKind.Day, "(ce.facts->>'nextReviewOn')::date"));
        public static readonly ViewField Reason = Of("reason", "case.reason", new(ValueKind.Sealed, Written("'reason', 'answer', 'closing'")));
        public static readonly ViewField Goal = Of("goal", "case.plan", new(ValueKind.Sealed, Written("'goal'")));
        public static readonly ViewField Note = Of("note", "case.note", new(ValueKind.Sealed, Written("'note', 'minutes', 'hand-over', 'receipt'")));
        public static readonly ViewField Outcome = Of("outcome", "case.outcome", new(ValueKind.Sealed, Written("'outcome'")));

        /// <summary>An event holds one text of a kind at most; the measures of a plan are a list of their own.</summary>
        private static string Written(string items) => $"""
            (select {Sealed("ct.case_id", "ct.version", "ct.item", "ct.sealed")} from read.case_texts ct
             where c.closed_at is null and ct.tenant_id = ce.tenant_id and ct.case_id = ce.case_id and ct.version = ce.version and ct.item in ({items}) limit 1)
            """;
    }

    /// <summary>Properties of a measure (<c>cm</c>) of the plan in force, with what exactly shall be done (<c>ct</c>).</summary>
    public static class Planned
    {
        public static readonly ViewField Number = Of("number", "case.plan", new(ValueKind.Integer, "cm.number::bigint"));
        public static readonly ViewField Kind = Of("kind", "case.plan", new(ValueKind.Text, "cm.measure"));
        public static readonly ViewField Institution = Of("institution", "case.plan", new(ValueKind.Text, "cm.institution"));
        public static readonly ViewField Staff = Of("staff", "case.plan", new(ValueKind.Text, "cm.staff"));
        public static readonly ViewField ReviewOn = Of("reviewOn", "case.plan", new(ValueKind.Day, "cm.review_on"));
        public static readonly ViewField Text = Of("text", "case.plan", new(ValueKind.Sealed, Sealed("ct.case_id", "ct.version", "ct.item", "ct.sealed")));
    }

    /// <summary>Properties of a case of the regional council (<c>cc</c>).</summary>
    public static class Council
    {
        public static readonly ViewField From = Of("from", "child.council", new(ValueKind.Day, "cc.from_on"));
        public static readonly ViewField Until = Of("until", "child.council", new(ValueKind.Day, "cc.until_on"));
    }

    /// <summary>Properties of a share (<c>c</c>).</summary>
    public static class Share
    {
        public static readonly ViewField Institution = Of("institution", "child.shares", new(ValueKind.Text, "c.institution"));
        public static readonly ViewField Points = Of("withPoints", "child.shares", new(ValueKind.Flag, "c.points"));
        public static readonly ViewField Measures = Of("withMeasures", "child.shares", new(ValueKind.Flag, "c.measures"));
        public static readonly ViewField From = Of("from", "child.shares", new(ValueKind.Text, Instant("c.valid_from")));
        public static readonly ViewField Until = Of("until", "child.shares", new(ValueKind.Text, Instant("least(c.valid_until, c.ended_at)")));
    }

    /// <summary>Properties of a sibling (<c>m</c>) who is a candidate of the run (<c>mx</c>) or has an open case (<c>mc</c>).</summary>
    public static class Sibling
    {
        public static readonly ViewField Id = Of("id", "child.id", new(ValueKind.Key, ""));
        public static readonly ViewField Name = Of("name", "child.name", new(ValueKind.Text, "m.name"));
        public static readonly ViewField Kana = Of("kana", "child.kana", new(ValueKind.Text, "m.kana"));
        public static readonly ViewField BirthDate = Of("birthDate", "child.birth-date", new(ValueKind.Day, "m.birth_date"));
        public static readonly ViewField SchoolCode = Of("schoolCode", "child.school", new(ValueKind.Text, "m.school_code"));
        public static readonly ViewField Grade = Of("grade", "child.grade", new(ValueKind.Text, "m.grade"));
        public static readonly ViewField Rank = Of("rank", "result.rank", new(ValueKind.Integer, "mx.rank"));
        public static readonly ViewField Points = Of("points", "result.points", new(ValueKind.Tenths, "mx.points_tenths"));
        public static readonly ViewField Reasons = Of("reasons", "result.reasons", new(ValueKind.Json, "mx.reasons"));
        public static readonly ViewField OpenCase = Of("openCase", "child.support", new(ValueKind.Flag, "mc.case_id is not null"));
    }

    /// <summary>Properties of an inquiry (<c>i</c>).</summary>
    public static class Inquiry
    {
        /// <summary>One that nobody can answer any more because the child left the institution is closed.</summary>
        public const string StateNow = "case when i.state = 'open' and r.school_code is distinct from i.institution then 'moved' else i.state end";

        public static readonly ViewField Key = Of("inquiry", "inquiry.sheet", new(ValueKind.Text, "i.id::text"));
        public static readonly ViewField Form = Of("form", "inquiry.sheet", new(ValueKind.Text, "i.form"));
        public static readonly ViewField DueOn = Of("dueOn", "inquiry.sheet", new(ValueKind.Day, "i.due_on"));
        public static readonly ViewField State = Of("state", "inquiry.sheet", new(ValueKind.Text, StateNow));
        public static readonly ViewField Version = Of("version", "inquiry.sheet", new(ValueKind.Integer, "i.version"));
        public static readonly ViewField AnsweredAt = Of("answeredAt", "inquiry.sheet", new(ValueKind.Text, Instant("i.answered_at")));
        public static readonly ViewField Institution = Of("institution", "inquiry.decision", new(ValueKind.Text, "i.institution"));
        public static readonly ViewField Basis = Of("basis", "inquiry.decision", new(ValueKind.Text, "i.basis"));
        public static readonly ViewField By = Of("by", "inquiry.decision", new(ValueKind.Text, "i.created_by"));
        public static readonly ViewField AnsweredBy = Of("answeredBy", "inquiry.decision", new(ValueKind.Text, "i.answered_by"));
        public static readonly ViewField Late = Of("late", "inquiry.decision", new(ValueKind.Flag, "i.late"));

        /// <summary>A JSON object: question to answer.</summary>
        public static readonly ViewField Answers = Of("answers", "inquiry.answer", new(ValueKind.Sealed, Sealed("i.id", "i.answers_version", "'answers'", "i.answers")));
    }

    /// <summary>Properties of a measure (<c>cm</c>) that names the institution, with what exactly shall be done (<c>ct</c>).</summary>
    public static class Measure
    {
        public static readonly ViewField Kind = Of("kind", "case.measure", new(ValueKind.Text, "cm.measure"));
        public static readonly ViewField Text = Of("text", "case.measure", new(ValueKind.Sealed, Sealed("ct.case_id", "ct.version", "ct.item", "ct.sealed")));
        public static readonly ViewField ReviewOn = Of("reviewOn", "case.measure", new(ValueKind.Day, "cm.review_on"));
    }

    /// <summary>Everything that opening a sealed text takes, in one column; all four are SQL.</summary>
    private static string Sealed(string stream, string version, string item, string cipher) =>
        $"case when {cipher} is not null then {stream}::text || '|' || {version}::text || '|' || {item} || '|' || {cipher} end";
}

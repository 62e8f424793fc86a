using ChildLink.Views.Children;

namespace ChildLink.Views.Narrowing;

/// <summary>A list on a card: what is around a child, and the SQL that joins it to <c>r</c> and <c>x</c>.</summary>
/// <param name="Name">Property of the card.</param>
/// <param name="Document">Properties of a row.</param>
/// <param name="Joined">Join to the child.</param>
/// <param name="Order">Order of the rows.</param>
/// <param name="Subject">Whom a row is about.</param>
/// <param name="HidesProtected">Whether nothing is shown of a protected household.</param>
internal sealed record CardPart(string Name, ChildDocument Document, string Joined, string Order, string Subject = "r.resident_id", bool HidesProtected = false)
{
    /// <summary>Most rows of a list around one child: the newest, where it has an order of time. No card grows without end, and no child's rows cut another's.</summary>
    public const int MostRows = 200;

    /// <summary>Most rows of a list that is not about one child.</summary>
    public const int MostOfList = 1_000;

    /// <summary>判定の履歴: runs whose candidate the child was, the newest first.</summary>
    public static readonly CardPart Results = new("results", ChildDocument.EarlierResult, """
        join read.results h on h.tenant_id = r.tenant_id and h.resident_id = r.resident_id and h.candidate
        join read.screening_runs hr on hr.tenant_id = h.tenant_id and hr.id = h.run_id
        """, "hr.as_of desc, hr.completed_at desc, hr.id");

    /// <summary>絞り込みの記録, the newest in order of time.</summary>
    public static readonly CardPart Narrowing = new(
        "narrowing", ChildDocument.NarrowingStep, "join read.narrowing_steps n on n.tenant_id = r.tenant_id and n.resident_id = r.resident_id",
        "n.noted_at, n.run_id, n.version")
    {
        Kept = "n.noted_at desc, n.run_id desc, n.version desc",
    };

    /// <summary>ケース, the newest first.</summary>
    public static readonly CardPart Cases = new(
        "cases", ChildDocument.CaseOfChild, "join read.cases c on c.tenant_id = r.tenant_id and c.resident_id = r.resident_id", "c.opened_at desc, c.case_id");

    /// <summary>ケースの経過, the newest in order of time. What was written is told of an open case only: a closed one is read by nobody any more.</summary>
    public static readonly CardPart History = new(
        "history", ChildDocument.CaseHistory, """
        join read.case_entries ce on ce.tenant_id = r.tenant_id and ce.resident_id = r.resident_id
        join read.cases c on c.tenant_id = ce.tenant_id and c.case_id = ce.case_id
        """, "c.opened_at, ce.case_id, ce.version")
    {
        Kept = "c.opened_at desc, ce.case_id desc, ce.version desc",
    };

    /// <summary>支援方策 of the plan in force.</summary>
    public static readonly CardPart Measures = new(
        "measures", ChildDocument.PlannedMeasure, """
        join read.cases c on c.tenant_id = r.tenant_id and c.resident_id = r.resident_id and c.closed_at is null
        join read.case_measures cm on cm.tenant_id = c.tenant_id and cm.case_id = c.case_id
        left join read.case_texts ct on ct.tenant_id = cm.tenant_id and ct.case_id = cm.case_id and ct.version = cm.plan_version and ct.item = 'measure.' || cm.number
        """, "cm.number");

    /// <summary>要対協, the newest first.</summary>
    public static readonly CardPart Council = new(
        "council", ChildDocument.CouncilCase, """
        join (select distinct tenant_id, resident_id, from_on, until_on from vault.council_cases) cc
          on cc.tenant_id = r.tenant_id and cc.resident_id = r.resident_id
        """, "cc.from_on desc nulls last, cc.until_on desc nulls first");

    /// <summary>提供, the newest first.</summary>
    public static readonly CardPart Shares = new(
        "shares", ChildDocument.ShareOfChild, "join read.shares c on c.tenant_id = r.tenant_id and c.resident_id = r.resident_id", "c.valid_from desc, c.id");

    /// <summary>照会, the newest first.</summary>
    public static readonly CardPart Inquiries = new(
        "inquiries", ChildDocument.InquiryOfChild, "join read.inquiries i on i.tenant_id = r.tenant_id and i.resident_id = r.resident_id", "i.created_at desc, i.id");

    /// <summary>
    /// きょうだい, the eldest first: under narrowing those who are candidates of the same run or have an open case; under case-work
    /// those who have one, their results where that case is the caller's, too.
    /// </summary>
    public static readonly CardPart Siblings = new("siblings", ChildDocument.Sibling, $"""
        join vault.residents m on m.tenant_id = r.tenant_id and m.household_number = r.household_number and m.resident_id <> r.resident_id
          and (m.moved_out_on is null or m.moved_out_on > $3::date){ChildSql.NoConflictOfMember}
        left join read.cases mc on mc.tenant_id = m.tenant_id and mc.resident_id = m.resident_id and mc.closed_at is null
        left join read.results mx on mx.tenant_id = m.tenant_id and mx.resident_id = m.resident_id and mx.candidate
        """, "m.birth_date, m.resident_id", "m.resident_id", HidesProtected: true)
    {
        On = static plan => plan.OfCases ? $" and mx.run_id = mc.run_id and {ChildSql.CasesOf(plan.ContextKind, "mc")}" : " and mx.run_id = x.run_id",
        Where = "(mx.resident_id is not null or mc.case_id is not null)",
    };

    /// <summary>All of them, in order of the card.</summary>
    public static IReadOnlyList<CardPart> All { get; } = [Results, Narrowing, Cases, History, Measures, Council, Shares, Inquiries, Siblings];

    /// <summary>More of the last join, by whose rows it is joined to; null where it is the same for all.</summary>
    public Func<ChildPlan, string>? On { get; init; }

    /// <summary>The order that says which rows stay where there are more than <see cref="MostRows"/>; that of the rows where null.</summary>
    public string? Kept { get; init; }

    /// <summary>A condition on the rows, or null.</summary>
    public string? Where { get; init; }

    /// <summary>A property that each row tells by being there: where it is withheld, there is no row. Null where rows tell nothing.</summary>
    public ViewField? Tells { get; init; }
}

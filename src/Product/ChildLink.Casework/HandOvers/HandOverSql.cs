using ChildLink.Casework.Cases;
using ChildLink.Privacy.Guarding;

namespace ChildLink.Casework.HandOvers;

internal static class HandOverSql
{
    private const string Columns = "h.id, h.case_id, h.resident_id, h.cause, h.state, h.to_kind, h.recipient, h.handed_at, h.handed_by, h.received_at, h.received_by";

    public const string OfCases = $"select {Columns} from read.hand_overs h where h.tenant_id = $1 and h.case_id = any ($2) order by h.handed_at, h.id";

    public const string Handed = $"""
        select {Columns} from read.hand_overs h join read.cases k on k.tenant_id = h.tenant_id and k.case_id = h.case_id and k.closed_at is null
        where h.tenant_id = $1 and h.state = 'handed' order by h.handed_at, h.id limit 10000
        """;

    /// <summary>Those that wait for one receiver ($2 kind, $3 name), of children who are not hidden ($4).</summary>
    public const string HandedTo = $"""
        select {Columns} from read.hand_overs h join read.cases k on k.tenant_id = h.tenant_id and k.case_id = h.case_id and k.closed_at is null
        where h.tenant_id = $1 and h.state = 'handed' and h.to_kind = $2 and h.recipient = $3 and h.resident_id <> all ($4::uuid[])
        order by h.handed_at, h.id limit 1000
        """;

    /// <summary>Every task that somebody acted on, by identity: it is due no more.</summary>
    public const string Settled = """
        select h.id from read.hand_overs h join read.cases k on k.tenant_id = h.tenant_id and k.case_id = h.case_id and k.closed_at is null
        where h.tenant_id = $1 and h.state in ('handed', 'received')
        """;

    /// <summary>
    /// Open cases with what the register says of the child; the day of coming of age stands for the birth date. Null as $3: all.
    /// </summary>
    public const string Register = $"""
        select {CaseRows.Columns}, r.school_code, r.grade, (r.birth_date + interval '18 years')::date, r.moved_out_on,
               exists (select from read.assignments a
                       where a.tenant_id = k.tenant_id and a.person = k.worker and a.state = 'approved' and 'case-work' = any (a.purposes)
                         and a.valid_from <= $2 and $2 < a.valid_until and (a.ended_at is null or $2 < a.ended_at))
        from read.cases k
        join vault.residents r on r.tenant_id = k.tenant_id and r.resident_id = k.resident_id
        where k.tenant_id = $1 and k.closed_at is null and ($3::uuid[] is null or k.case_id = any ($3::uuid[]))
        order by k.opened_at, k.case_id limit 10000
        """;

    public const string Save = """
        insert into read.hand_overs (tenant_id, id, case_id, resident_id, cause, state, to_kind, recipient, handed_at, handed_by, received_at, received_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (tenant_id, id) do update set state = excluded.state, to_kind = excluded.to_kind, recipient = excluded.recipient,
            handed_at = excluded.handed_at, handed_by = excluded.handed_by, received_at = excluded.received_at, received_by = excluded.received_by
        """;

    public static HandOver Read(RowReader rows) => new(
        rows.PublicUuid(0), rows.PublicUuid(1), rows.PublicUuid(2), rows.PublicText(3), rows.PublicText(4), null, rows.PublicText(5), rows.PublicText(6),
        rows.PublicInstant(7), rows.PublicText(8), rows.PublicInstantOrNull(9), rows.PublicTextOrNull(10));

    public static RegisterFacts ReadFacts(RowReader rows) => new(
        rows.PublicTextOrNull(CaseRows.Count), rows.PublicTextOrNull(CaseRows.Count + 1), rows.PublicDateOrNull(CaseRows.Count + 2),
        rows.PublicDateOrNull(CaseRows.Count + 3), rows.PublicFlag(CaseRows.Count + 4));
}

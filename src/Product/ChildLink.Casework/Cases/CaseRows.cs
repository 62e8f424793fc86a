using ChildLink.Privacy.Guarding;

namespace ChildLink.Casework.Cases;

/// <summary>How a case stands in <c>read.cases</c>: what other rooms select and how they read it.</summary>
public static class CaseRows
{
    /// <summary>Columns in the order of <see cref="Read"/>, of a table called <c>k</c>.</summary>
    public const string Columns =
        "k.case_id, k.resident_id, k.run_id, k.state, k.class, k.proposed_class, k.proposed_by, k.worker, k.institution, k.opened_at, k.opened_by, "
        + "k.decided_at, k.decided_by, k.supported_at, k.next_review_on, k.outcome, k.closed_at, k.version";

    /// <summary>Number of columns.</summary>
    public const int Count = 18;

    /// <summary>The case of a row, from a column on.</summary>
    public static Case Read(RowReader rows, int first = 0)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Case(
            rows.PublicUuid(first), rows.PublicUuid(first + 1), rows.PublicUuidOrNull(first + 2), rows.PublicText(first + 3), rows.PublicTextOrNull(first + 4),
            rows.PublicTextOrNull(first + 5), rows.PublicTextOrNull(first + 6), rows.PublicText(first + 7), rows.PublicTextOrNull(first + 8),
            rows.PublicInstant(first + 9), rows.PublicText(first + 10), rows.PublicInstantOrNull(first + 11), rows.PublicTextOrNull(first + 12),
            rows.PublicInstantOrNull(first + 13), rows.PublicDateOrNull(first + 14), rows.PublicTextOrNull(first + 15), rows.PublicInstantOrNull(first + 16),
            rows.PublicLong(first + 17));
    }
}

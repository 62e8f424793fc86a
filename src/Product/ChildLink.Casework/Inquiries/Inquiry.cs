namespace ChildLink.Casework.Inquiries;

/// <summary>An inquiry without its answers.</summary>
/// <param name="Id">Name of its stream.</param>
/// <param name="Institution">School code of the institution that is asked.</param>
/// <param name="State"><c>open</c>, <c>answered</c> or <c>withdrawn</c>.</param>
/// <param name="Late">Whether the answer came after the day it was due.</param>
public sealed record Inquiry(
    Guid Id, Guid Child, Guid Run, string Institution, string Form, string Basis, DateOnly DueOn, string State, string CreatedBy, DateTimeOffset CreatedAt,
    DateTimeOffset? AnsweredAt, bool Late, long Version)
{
    /// <summary>Waits for an answer.</summary>
    public const string Open = "open";

    /// <summary>Was answered.</summary>
    public const string Answered = "answered";

    /// <summary>Was taken back by those who asked.</summary>
    public const string Withdrawn = "withdrawn";
}

/// <summary>What became of a decision or an answer.</summary>
public abstract record InquiryOutcome
{
    private InquiryOutcome()
    {
    }

    /// <summary>It stands.</summary>
    public sealed record Done(Inquiry Inquiry) : InquiryOutcome;

    /// <summary>The very same answers stand already; nothing was written.</summary>
    public sealed record Unchanged(Inquiry Inquiry) : InquiryOutcome;

    /// <summary>Refused: <paramref name="Field"/> says which part is wrong.</summary>
    public sealed record Invalid(string Field, string Message) : InquiryOutcome;

    /// <summary>No such candidate, no such inquiry, or the child is not the institution's any more: the same answer for all.</summary>
    public sealed record NotFound : InquiryOutcome;

    /// <summary>The child is a candidate and belongs to no institution that could be asked.</summary>
    public sealed record NoInstitution : InquiryOutcome;

    /// <summary>The institution is asked already with this form.</summary>
    public sealed record AlreadyAsked(Guid Id) : InquiryOutcome;

    /// <summary>Somebody else was faster.</summary>
    public sealed record Conflict(long Version) : InquiryOutcome;
}

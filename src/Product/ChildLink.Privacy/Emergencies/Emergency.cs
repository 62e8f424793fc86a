namespace ChildLink.Privacy.Emergencies;

/// <summary>緊急閲覧: a household that one person opened for a short time, and what the privacy officer made of it.</summary>
/// <param name="Id">Names it, its stream of events, and the context <c>emergency:&lt;id&gt;</c>.</param>
/// <param name="Issuer"><c>iss</c> of the person's tokens.</param>
/// <param name="Person"><c>sub</c> of the person.</param>
/// <param name="Role">Role under which it was opened.</param>
/// <param name="Institution">Institution, or null.</param>
/// <param name="HouseholdSize">How many people it opened; stays when they are erased.</param>
/// <param name="Residents">Who they are, of those who were not erased since.</param>
/// <param name="OpenedAt">Begin.</param>
/// <param name="Until">End, exclusive; at most an hour later.</param>
/// <param name="EndedAt">End before its time, or null.</param>
/// <param name="EndedBy"><c>sub</c> of the one who ended it, or null.</param>
/// <param name="ReviewedBy"><c>sub</c> of the privacy officer who acknowledged it, or null.</param>
/// <param name="ReviewedAt">When, or null.</param>
/// <param name="Verdict"><c>justified</c>, <c>unjustified</c> or <c>follow-up</c>; null before the review.</param>
/// <param name="Remark">What the officer noted, without personal content, or null.</param>
public sealed record Emergency(
    Guid Id, string Issuer, string Person, string Role, string? Institution, int HouseholdSize, IReadOnlyList<Guid> Residents, DateTimeOffset OpenedAt, DateTimeOffset Until,
    DateTimeOffset? EndedAt, string? EndedBy, string? ReviewedBy, DateTimeOffset? ReviewedAt, string? Verdict, string? Remark)
{
    /// <summary>The purpose of it.</summary>
    public const string Purpose = "emergency";

    /// <summary>The longest, whatever a city says.</summary>
    public const int MostMinutes = 60;

    /// <summary>Verdicts of a review.</summary>
    public static IReadOnlyList<string> Verdicts { get; } = ["justified", "unjustified", "follow-up"];

    /// <summary>Why it was opened, in words; null for whoever may not read it, and where the resident by whom it was named was erased.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it opens anything at an instant.</summary>
    public bool IsOpen(DateTimeOffset now) => EndedAt is null && now < Until;
}

/// <summary>What a command on an emergency leads to.</summary>
public abstract record EmergencyOutcome
{
    private EmergencyOutcome()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Done(Emergency Emergency) : EmergencyOutcome;

    /// <summary>Not done; <paramref name="Field"/> names what is wrong.</summary>
    public sealed record Invalid(string Field, string Message) : EmergencyOutcome;

    /// <summary>Not there, or not the caller's: the same.</summary>
    public sealed record NotFound : EmergencyOutcome;

    /// <summary>The person has another open one.</summary>
    public sealed record AlreadyOpen : EmergencyOutcome;

    /// <summary>A program is between.</summary>
    public sealed record PersonRequired : EmergencyOutcome;

    /// <summary>It was reviewed before.</summary>
    public sealed record AlreadyReviewed : EmergencyOutcome;

    /// <summary>Whoever opened it cannot review it.</summary>
    public sealed record SamePerson : EmergencyOutcome;
}

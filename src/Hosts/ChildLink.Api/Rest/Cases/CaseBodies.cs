using ChildLink.Casework.Cases;
using ChildLink.Casework.Grants;

namespace ChildLink.Api.Rest.Cases;

/// <summary>Body of <c>POST /v1/cases</c>.</summary>
/// <param name="Child">Under <c>narrowing</c>: the candidate, as listed to the caller.</param>
/// <param name="ResidentCode">Under <c>case-work</c>: the child's resident code (宛名番号).</param>
/// <param name="Worker">Who will be responsible (<c>sub</c>); left out: the caller.</param>
public sealed record CaseBody(Guid? Child = null, string? ResidentCode = null, string? Worker = null);

/// <summary>Body of <c>POST /v1/cases/{id}/decision</c>.</summary>
/// <param name="Version">Version of the case that was looked at.</param>
/// <param name="Class">a, b, c or d.</param>
/// <param name="Reason">Why; 1 to 4,000 characters, sealed under the child's key.</param>
/// <param name="Conference">The conference that it comes from, or left out.</param>
public sealed record DecisionBody(long Version, string Class, string Reason, Guid? Conference = null);

/// <summary>Body of <c>POST /v1/cases/{id}/decision/send-back</c>.</summary>
public sealed record SendBackBody(long Version, string Reason);

/// <summary>Body of <c>POST /v1/cases/{id}/plan</c>.</summary>
/// <param name="Version">Version of the case that was looked at.</param>
/// <param name="Goal">What the support is for; 1 to 4,000 characters, sealed.</param>
/// <param name="ReviewOn">Day on which it is looked at again; after today and within a year.</param>
/// <param name="Measures">1 to 20 measures.</param>
public sealed record PlanBody(long Version, string Goal, DateOnly ReviewOn, IReadOnlyList<MeasureBody> Measures);

/// <summary>A measure of a plan.</summary>
/// <param name="Kind">Measure of the support menu.</param>
/// <param name="Text">What exactly shall be done; 1 to 500 characters, sealed.</param>
/// <param name="Institution">Responsible institution by its code; this or staff.</param>
/// <param name="Staff">Responsible person; this or institution.</param>
/// <param name="ReviewOn">Day on which it is looked at again.</param>
public sealed record MeasureBody(string Kind, string Text, string? Institution = null, string? Staff = null, DateOnly? ReviewOn = null)
{
    internal PlannedMeasure ToMeasure() => new(Kind, Text, Institution, Staff, ReviewOn);
}

/// <summary>Body of <c>POST /v1/cases/{id}/notes</c>.</summary>
/// <param name="Version">Version of the case that was looked at.</param>
/// <param name="Text">What was seen; 1 to 4,000 characters, sealed.</param>
/// <param name="On">Day it tells of; left out: today.</param>
/// <param name="NextReviewOn">Day on which the case is looked at again; left out: unchanged.</param>
public sealed record NoteBody(long Version, string Text, DateOnly? On = null, DateOnly? NextReviewOn = null);

/// <summary>Body of <c>POST /v1/cases/{id}/outcome</c>.</summary>
/// <param name="Version">Version of the case that was looked at.</param>
/// <param name="Outcome">Outcome of the support menu.</param>
/// <param name="Text">In words; 1 to 4,000 characters, sealed.</param>
public sealed record OutcomeBody(long Version, string Outcome, string Text);

/// <summary>Body of <c>POST /v1/cases/{id}/close</c>.</summary>
/// <param name="Version">Version of the case that was looked at.</param>
/// <param name="Cause">finished, no-support, moved-out, came-of-age or mistaken.</param>
/// <param name="Reason">In words; 1 to 4,000 characters, sealed.</param>
public sealed record CloseBody(long Version, string Cause, string Reason);

/// <summary>Body of <c>POST /v1/cases/{id}/hand-overs</c>.</summary>
/// <param name="Version">Version of the case that was looked at.</param>
/// <param name="Cause">school-change, grade-6-7, moved-out, age-18 or staff-change.</param>
/// <param name="ToKind">worker, institution or outside.</param>
/// <param name="To">Person, institution code or office.</param>
/// <param name="Note">What the receiver has to know; 1 to 4,000 characters, sealed.</param>
public sealed record HandOverBody(long Version, string Cause, string ToKind, string To, string Note);

/// <summary>Body of a receipt.</summary>
/// <param name="Version">Version of the case that was looked at.</param>
/// <param name="Words">How receipt was given; needed for an office outside, which does not do it here.</param>
public sealed record ReceiptBody(long Version, string? Words = null);

/// <summary>Body of <c>POST /v1/conferences</c>.</summary>
/// <param name="HeldAt">When.</param>
/// <param name="Minutes">Minutes there are, 1 to 600.</param>
/// <param name="Participants">Who takes part, by name or function; at most 50.</param>
/// <param name="Run">Only cases of this run.</param>
/// <param name="Institution">Only cases of this institution.</param>
/// <param name="Cases">These cases in this order; left out: every open case of run and institution.</param>
/// <param name="Fit">Whether households without room are left for another time; else an agenda that is too long is refused.</param>
public sealed record ConferenceBody(
    DateTimeOffset HeldAt, int Minutes, IReadOnlyList<string> Participants, Guid? Run = null, string? Institution = null, IReadOnlyList<Guid>? Cases = null,
    bool Fit = false);

/// <summary>Body of <c>POST /v1/conferences/{id}/minutes</c>.</summary>
/// <param name="Version">Version of the conference that was looked at.</param>
/// <param name="Item">Number of the household on the agenda.</param>
/// <param name="Took">Minutes it took, 0 to 600.</param>
/// <param name="Text">What was said; 1 to 4,000 characters, sealed in the case of each child.</param>
public sealed record MinutesBody(long Version, int Item, int Took, string Text);

/// <summary>Body of <c>POST /v1/conferences/{id}/end</c>.</summary>
/// <param name="Version">Version of the conference that was looked at.</param>
/// <param name="Held">Whether it was held; else it is cancelled.</param>
public sealed record EndConferenceBody(long Version, bool Held);

/// <summary>Body of <c>POST /v1/grants</c>; the context names the case, whose child it is about.</summary>
/// <param name="Item">Data item of a provision.</param>
/// <param name="Basis">Legal basis under which the provision may give it.</param>
/// <param name="Institution">The institution that the child belongs to now.</param>
/// <param name="Trigger">What made for it, in words; sealed.</param>
/// <param name="Reason">Why the institution needs it, in words; sealed.</param>
/// <param name="Until">End.</param>
/// <param name="Persons">Staff of the institution who alone shall see it; left out: all of its staff.</param>
/// <param name="From">Begin; left out: the approval.</param>
public sealed record GrantBody(
    string Item, string Basis, string Institution, string Trigger, string Reason, DateTimeOffset Until, IReadOnlyList<string>? Persons = null, DateTimeOffset? From = null)
{
    /// <summary>The same in the words of casework.</summary>
    internal GrantRequest ToRequest() => new(Item, Basis, Institution, Persons, Trigger, Reason, From, Until);
}

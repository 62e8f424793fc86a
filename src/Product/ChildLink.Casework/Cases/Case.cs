namespace ChildLink.Casework.Cases;

/// <summary>A case of one child as it stands: derived values only. What people wrote about the child is sealed beside it.</summary>
/// <param name="Child">The resident.</param>
/// <param name="Run">The run whose candidate the child was; null for a case without analysis.</param>
/// <param name="State">One of <see cref="CaseState"/>.</param>
/// <param name="Class">One of <see cref="CaseClass"/>, once a second person confirmed.</param>
/// <param name="ProposedClass">What waits for the second person, or null.</param>
/// <param name="ProposedBy">Whose proposal it is.</param>
/// <param name="Worker">担当: who is responsible (<c>sub</c>).</param>
/// <param name="Institution">School or nursery that takes part, or null.</param>
/// <param name="NextReviewOn">Day on which the case is looked at again, or null.</param>
/// <param name="Outcome">Last recorded outcome, a word of the support menu, or null.</param>
/// <param name="Version">Number of events; commands name the one they were decided on.</param>
public sealed record Case(
    Guid Id, Guid Child, Guid? Run, string State, string? Class, string? ProposedClass, string? ProposedBy, string Worker, string? Institution,
    DateTimeOffset OpenedAt, string OpenedBy, DateTimeOffset? DecidedAt, string? DecidedBy, DateTimeOffset? SupportedAt,
    DateOnly? NextReviewOn, string? Outcome, DateTimeOffset? ClosedAt, long Version)
{
    /// <summary>Whether a decision waits for its second person.</summary>
    public bool Awaits => ProposedClass is not null;

    /// <summary>Whether it goes on.</summary>
    public bool IsOpen => State != CaseState.Closed;

    /// <summary>
    /// The same without who works on it and where: for whoever counts cases and works on none. The cases of one school, or of one
    /// colleague, are few.
    /// </summary>
    public Case WithoutStaff() => this with { Worker = "", Institution = null, OpenedBy = "", ProposedBy = null, DecidedBy = null };
}

/// <summary>States of a case, in order.</summary>
public static class CaseState
{
    /// <summary>受付: no decision yet.</summary>
    public const string Open = "open";

    /// <summary>決定済み.</summary>
    public const string Decided = "decided";

    /// <summary>支援・見守り中: a plan is in force.</summary>
    public const string Supported = "supported";

    /// <summary>終結.</summary>
    public const string Closed = "closed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Open, Decided, Supported, Closed];
}

/// <summary>支援区分: the four classes of a decision.</summary>
public static class CaseClass
{
    /// <summary>受理相当.</summary>
    public const string Accept = "a";

    /// <summary>予防的支援.</summary>
    public const string PreventiveSupport = "b";

    /// <summary>経過観察.</summary>
    public const string Watch = "c";

    /// <summary>支援対象外.</summary>
    public const string NoSupport = "d";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Accept, PreventiveSupport, Watch, NoSupport];
}

/// <summary>支援方策 of the plan in force.</summary>
/// <param name="Number">Place in the plan, from 1.</param>
/// <param name="Kind">Measure of the support menu.</param>
/// <param name="Institution">Responsible institution, or null.</param>
/// <param name="Staff">Responsible person, or null; institution or staff is always there.</param>
/// <param name="ReviewOn">Day on which the measure is looked at again, or null.</param>
public sealed record Measure(int Number, string Kind, string? Institution, string? Staff, DateOnly? ReviewOn);

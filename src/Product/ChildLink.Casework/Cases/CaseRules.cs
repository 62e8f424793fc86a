using ChildLink.Casework.HandOvers;
using ChildLink.Privacy;
using ChildLink.Privacy.Sealing;
using Goes = ChildLink.Casework.Cases.CaseStep.Goes;

namespace ChildLink.Casework.Cases;

/// <summary>Decision, plan, monitoring and end of a case: state and command in, step out. No clock, no database.</summary>
/// <param name="menu">What plans and outcomes may name.</param>
/// <param name="knowsInstitution">Whether an institution's code exists.</param>
internal sealed class CaseRules(SupportMenu menu, Func<string, bool> knowsInstitution)
{
    private const int MostMeasures = 20;
    private const int LongestMeasure = 500;
    private const int LongestPerson = 200;

    /// <summary>Finished with an outcome, class d, what the register says of the child, and a case that nobody decided on.</summary>
    private static readonly string[] Causes = ["finished", "no-support", "moved-out", "came-of-age", "mistaken"];

    /// <summary>The step of a command that is about the case alone; hand-overs have rules of their own, and a closing asks the register.</summary>
    public CaseStep Decide(Case now, CaseCommand command, string person, DateTimeOffset at) => command switch
    {
        CaseCommand.Propose c => Propose(now, c, person),
        CaseCommand.Confirm => Judge(now, person) ?? Confirm(now, person, at),
        CaseCommand.SendBack c => Text("reason", c.Reason) ?? Judge(now, person) ?? new Goes(
            now with { ProposedClass = null, ProposedBy = null }, CaseKind.SentBack, new CaseFacts { Class = now.ProposedClass }, ("answer", c.Reason)),
        CaseCommand.Plan c => Plan(now, c, at),
        CaseCommand.Note c => Note(now, c, at),
        CaseCommand.Minute c => Text("text", c.Text)
            ?? new Goes(now, CaseKind.Minuted, new CaseFacts { Conference = c.Conference, Took = c.Took }, ("minutes", c.Text)),
        CaseCommand.RecordOutcome c => RecordOutcome(now, c),
        _ => throw new ArgumentException($"No rule for {command.GetType().Name}.", nameof(command)),
    };

    /// <summary>What is wrong with a text for people, or null.</summary>
    internal static CaseStep? Text(string field, string? text, int longest = SealedText.Longest) =>
        SealedText.Fault(text, longest) is { } fault ? CaseStep.Wrong(field, fault) : null;

    /// <summary>What is wrong with the name of a person or office, or null.</summary>
    internal static string? Name(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > LongestPerson || name.Any(char.IsControl) ? $"must hold 1 to {LongestPerson} characters and no control characters." : null;

    private static CaseStep Propose(Case now, CaseCommand.Propose c, string person)
    {
        if (!CaseClass.All.Contains(c.Class, StringComparer.Ordinal))
            return CaseStep.Wrong("class", "must be a, b, c or d.");
        if (Text("reason", c.Reason) is { } wrong)
            return wrong;
        return now.Awaits
            ? CaseStep.Refuse(CaseOutcome.Codes.AlreadyProposed)
            : new Goes(
                now with { ProposedClass = c.Class, ProposedBy = person }, CaseKind.Proposed,
                new CaseFacts { Class = c.Class, Conference = c.Conference }, ("reason", c.Reason));
    }

    /// <summary>Whether a person may judge the proposal; null when so.</summary>
    private static CaseStep? Judge(Case now, string person)
    {
        if (!now.Awaits)
            return CaseStep.Refuse(CaseOutcome.Codes.NothingProposed);
        return now.ProposedBy == person ? CaseStep.Refuse(CaseOutcome.Codes.SamePerson) : null;
    }

    private static Goes Confirm(Case now, string person, DateTimeOffset at) => new(
        now with
        {
            Class = now.ProposedClass,
            ProposedClass = null,
            ProposedBy = null,
            DecidedAt = at,
            DecidedBy = person,
            // A child for whom no support was found needed is not supported any more.
            State = now.State == CaseState.Supported && now.ProposedClass != CaseClass.NoSupport ? CaseState.Supported : CaseState.Decided,
        }, CaseKind.Confirmed, new CaseFacts { Class = now.ProposedClass });

    private CaseStep Plan(Case now, CaseCommand.Plan c, DateTimeOffset at)
    {
        if (Text("goal", c.Goal) is { } wrong)
            return wrong;
        if (Day("reviewOn", c.ReviewOn, at) is { } late)
            return late;
        if (c.Measures.Count is < 1 or > MostMeasures)
            return CaseStep.Wrong("measures", $"must hold 1 to {MostMeasures} measures.");
        foreach (var measure in c.Measures)
        {
            if (Fault(measure, at) is { } fault)
                return fault;
        }

        if (now.Class is null or CaseClass.NoSupport)
            return CaseStep.Refuse(CaseOutcome.Codes.NotDecided);
        Measure[] measures = [.. c.Measures.Select((m, i) => new Measure(i + 1, m.Kind, m.Institution, m.Staff, m.ReviewOn))];
        return new Goes(
            now with { State = CaseState.Supported, SupportedAt = now.SupportedAt ?? at, NextReviewOn = c.ReviewOn }, CaseKind.Planned,
            new CaseFacts { NextReviewOn = c.ReviewOn, Measures = measures },
            [("goal", c.Goal), .. c.Measures.Select((m, i) => ($"measure.{i + 1}", m.Text))]);
    }

    private CaseStep? Fault(PlannedMeasure measure, DateTimeOffset at)
    {
        if (menu.Measure(measure.Kind) is null)
            return CaseStep.Wrong("measures.kind", $"must be one of {string.Join(", ", menu.Measures.Select(m => m.Id))}.");
        if (Text("measures.text", measure.Text, LongestMeasure) is { } wrong)
            return wrong;
        if (measure is { Institution: null, Staff: null })
            return CaseStep.Wrong("measures.institution", "or staff must say who is responsible.");
        if (measure.Institution is { } institution && !knowsInstitution(institution))
            return CaseStep.Wrong("measures.institution", "is no institution of this city.");
        if (measure.Staff is { } staff && Name(staff) is { } unfit)
            return CaseStep.Wrong("measures.staff", unfit);
        return measure.ReviewOn is { } day ? Day("measures.reviewOn", day, at) : null;
    }

    private static CaseStep Note(Case now, CaseCommand.Note c, DateTimeOffset at)
    {
        if (Text("text", c.Text) is { } wrong)
            return wrong;
        var today = JapanDay.Of(at);
        var on = c.On ?? today;
        if (on > today || on < today.AddYears(-2))
            return CaseStep.Wrong("on", "must be today or earlier, at most two years ago.");
        if (c.NextReviewOn is { } next && Day("nextReviewOn", next, at) is { } late)
            return late;
        return new Goes(
            now with { NextReviewOn = c.NextReviewOn ?? now.NextReviewOn }, CaseKind.Noted,
            new CaseFacts { On = on, NextReviewOn = c.NextReviewOn }, ("note", c.Text));
    }

    private CaseStep RecordOutcome(Case now, CaseCommand.RecordOutcome c)
    {
        if (!menu.KnowsOutcome(c.Outcome))
            return CaseStep.Wrong("outcome", $"must be one of {string.Join(", ", menu.Outcomes.Select(o => o.Id))}.");
        if (Text("text", c.Text) is { } wrong)
            return wrong;
        return now.Class is null
            ? CaseStep.Refuse(CaseOutcome.Codes.NotDecided)
            : new Goes(now with { Outcome = c.Outcome }, CaseKind.OutcomeRecorded, new CaseFacts { Outcome = c.Outcome }, ("outcome", c.Text));
    }

    /// <summary>Closes. What two people decided ends with an outcome, with another decision of two, or because the child is gone or grown.</summary>
    /// <param name="now">The case.</param>
    /// <param name="c">The command.</param>
    /// <param name="register">What the register says today of the child.</param>
    /// <param name="at">The instant.</param>
    public static CaseStep Close(Case now, CaseCommand.Close c, RegisterFacts register, DateTimeOffset at)
    {
        if (!Causes.Contains(c.Cause, StringComparer.Ordinal))
            return CaseStep.Wrong("cause", $"must be one of {string.Join(", ", Causes)}.");
        if (Text("reason", c.Reason) is { } wrong)
            return wrong;
        if (now.Awaits)
            return CaseStep.Refuse(CaseOutcome.Codes.AlreadyProposed);
        var today = JapanDay.Of(at);
        if ((c.Cause == "moved-out" && !(register.MovedOutOn <= today)) || (c.Cause == "came-of-age" && !(register.OfAgeOn <= today)))
            return CaseStep.Wrong("cause", "is not what the register says today.");
        var fits = c.Cause switch
        {
            "finished" => now.Outcome is not null,
            "no-support" => now.Class == CaseClass.NoSupport,
            "mistaken" => now.Class is null,
            _ => true,
        };
        return fits
            ? new Goes(Closed(now, at), CaseKind.Closed, new CaseFacts { Cause = c.Cause, Outcome = now.Outcome, Class = now.Class }, ("closing", c.Reason))
            : CaseStep.Refuse(CaseOutcome.Codes.NotFinished);
    }

    /// <summary>The case when it has ended; what waited for a second person waits no more.</summary>
    internal static Case Closed(Case now, DateTimeOffset at) =>
        now with { State = CaseState.Closed, ClosedAt = at, ProposedClass = null, ProposedBy = null, NextReviewOn = null };

    private static CaseStep? Day(string field, DateOnly day, DateTimeOffset at)
    {
        var today = JapanDay.Of(at);
        return day <= today || day > today.AddYears(1) ? CaseStep.Wrong(field, "must lie after today and within a year.") : null;
    }
}

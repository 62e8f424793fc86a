namespace ChildLink.Views.Children;

/// <content>Documents of the narrower: card with its parts, sheet, inquiries.</content>
public sealed partial class ChildDocument
{
    /// <summary>個人票(絞り込み用): everything about one candidate in one answer; its lists are the documents below.</summary>
    public static ChildDocument NarrowerCard { get; } = Whole(
        "card", ChildFields.Id, ChildFields.Name, ChildFields.Kana, ChildFields.BirthDate, ChildFields.Sex, ChildFields.SchoolAge,
        ChildFields.School, ChildFields.SchoolCode, ChildFields.Grade, ChildFields.Class, ChildFields.Address, ChildFields.HouseholdSize,
        ChildFields.Run, ChildFields.Rank, ChildFields.Points, ChildFields.MatchedBasic, ChildFields.MatchedOther, ChildFields.SelectedBy,
        ChildFields.Reasons, ChildFields.Factors, ChildFields.NarrowingStatus, ChildFields.NarrowingVersion, ChildFields.CouncilRegistered, ChildFields.Support);

    /// <summary>これまでの判定: a run whose candidate the child was.</summary>
    public static ChildDocument EarlierResult { get; } = Part(
        "card-results", "results[].", ChildFields.Earlier.Run, ChildFields.Earlier.Plan, ChildFields.Earlier.AsOf, ChildFields.Earlier.Rank, ChildFields.Earlier.Points);

    /// <summary>絞り込みの記録: a step.</summary>
    public static ChildDocument NarrowingStep { get; } = Part(
        "card-narrowing", "narrowing[].", ChildFields.Step.Run, ChildFields.Step.Version, ChildFields.Step.Status, ChildFields.Step.Note, ChildFields.Step.By, ChildFields.Step.At);

    /// <summary>支援の状況: a case, without what was written in it.</summary>
    public static ChildDocument CaseOfChild { get; } = Part(
        "card-cases", "cases[].", ChildFields.Case.State, ChildFields.Case.Class, ChildFields.Case.Worker, ChildFields.Case.OpenedAt, ChildFields.Case.DecidedAt,
        ChildFields.Case.NextReviewOn, ChildFields.Case.ClosedAt);

    /// <summary>ケースの経過: an event, with what was written.</summary>
    public static ChildDocument CaseHistory { get; } = Part(
        "card-history", "history[].", ChildFields.Entry.Case, ChildFields.Entry.Version, ChildFields.Entry.Kind, ChildFields.Entry.At, ChildFields.Entry.By,
        ChildFields.Entry.Class, ChildFields.Entry.Result, ChildFields.Entry.Cause, ChildFields.Entry.NextReviewOn, ChildFields.Entry.Reason,
        ChildFields.Entry.Goal, ChildFields.Entry.Note, ChildFields.Entry.Outcome);

    /// <summary>支援方策: a measure of the plan in force.</summary>
    public static ChildDocument PlannedMeasure { get; } = Part(
        "card-measures", "measures[].", ChildFields.Planned.Number, ChildFields.Planned.Kind, ChildFields.Planned.Institution, ChildFields.Planned.Staff,
        ChildFields.Planned.ReviewOn, ChildFields.Planned.Text);

    /// <summary>要対協: a case of the regional council.</summary>
    public static ChildDocument CouncilCase { get; } = Part("card-council", "council[].", ChildFields.Council.From, ChildFields.Council.Until);

    /// <summary>提供: a share.</summary>
    public static ChildDocument ShareOfChild { get; } = Part(
        "card-shares", "shares[].", ChildFields.Share.Institution, ChildFields.Share.Points, ChildFields.Share.Measures, ChildFields.Share.From, ChildFields.Share.Until);

    /// <summary>きょうだい: a sibling who is a candidate, too, or has an open case.</summary>
    public static ChildDocument Sibling { get; } = Part(
        "card-siblings", "siblings[].", ChildFields.Sibling.Id, ChildFields.Sibling.Name, ChildFields.Sibling.Kana, ChildFields.Sibling.BirthDate,
        ChildFields.Sibling.SchoolCode, ChildFields.Sibling.Grade, ChildFields.Sibling.Rank, ChildFields.Sibling.Points, ChildFields.Sibling.Reasons,
        ChildFields.Sibling.OpenCase);

    /// <summary>照会: what an institution was asked about the child, and what it answered.</summary>
    public static ChildDocument InquiryOfChild { get; } = Part(
        "card-inquiries", "inquiries[].", ChildFields.Inquiry.Key, ChildFields.Inquiry.Form, ChildFields.Inquiry.Institution, ChildFields.Inquiry.Basis,
        ChildFields.Inquiry.By, ChildFields.Inquiry.DueOn, ChildFields.Inquiry.State, ChildFields.Inquiry.Version, ChildFields.Inquiry.AnsweredAt,
        ChildFields.Inquiry.AnsweredBy, ChildFields.Inquiry.Late, ChildFields.Inquiry.Answers);

    /// <summary>照会の一覧: the same with the child.</summary>
    public static ChildDocument Inquiry { get; } = Part(
        "inquiries", "items[].", ChildFields.Id, ChildFields.Name, ChildFields.Kana, ChildFields.Grade, ChildFields.Class, ChildFields.Inquiry.Key,
        ChildFields.Inquiry.Form, ChildFields.Inquiry.Institution, ChildFields.Inquiry.Basis, ChildFields.Inquiry.By, ChildFields.Inquiry.DueOn,
        ChildFields.Inquiry.State, ChildFields.Inquiry.Version, ChildFields.Inquiry.AnsweredAt, ChildFields.Inquiry.AnsweredBy, ChildFields.Inquiry.Late,
        ChildFields.Inquiry.Answers);

    /// <summary>個人票: a pupil about whom the institution is asked. It says nothing about why.</summary>
    public static ChildDocument PupilSheet { get; } = Part(
        "pupil-sheets", "items[].", ChildFields.Id, ChildFields.Name, ChildFields.Kana, ChildFields.Grade, ChildFields.Class, ChildFields.Inquiry.Key,
        ChildFields.Inquiry.Form, ChildFields.Inquiry.DueOn, ChildFields.Inquiry.State, ChildFields.Inquiry.Version, ChildFields.Inquiry.AnsweredAt);

    /// <summary>支援方策: what the institution is to do for a child. Nothing of it says what else there is.</summary>
    public static ChildDocument AssignedMeasure { get; } = Part(
        "measures", "items[].", ChildFields.Id, ChildFields.Name, ChildFields.Kana, ChildFields.Grade, ChildFields.Class, ChildFields.Measure.Kind,
        ChildFields.Measure.Text, ChildFields.Measure.ReviewOn);

    /// <summary>個人票: what stands on a sheet about a pupil.</summary>
    public static ChildDocument PupilRow { get; } = Part("pupil-rows", "items[].", ChildFields.Grade, ChildFields.Class, ChildFields.Name, ChildFields.Kana);

    /// <summary>絞り込みシート: the columns of a row.</summary>
    public static ChildDocument NarrowingSheet { get; } = Part(
        "narrowing-sheet", "items[].", ChildFields.School, ChildFields.Grade, ChildFields.Class, ChildFields.Name, ChildFields.Kana, ChildFields.BirthDate,
        ChildFields.Rank, ChildFields.Points, ChildFields.MatchedBasic, ChildFields.MatchedOther, ChildFields.Reasons, ChildFields.TopFactors,
        ChildFields.CouncilRegistered, ChildFields.Support, ChildFields.NarrowingStatus, ChildFields.NarrowingNote);

    private static ChildDocument Part(string name, string path, params ViewField[] fields) => new(name, path, fields, fields.Length);
}

namespace ChildLink.Views.Children;

/// <summary>A kind of answer about children: which properties it offers and which it holds unless told otherwise.</summary>
public sealed partial class ChildDocument
{
    private ChildDocument(string name, string path, ViewField[] fields, int shownByDefault)
    {
        Name = name;
        Path = path;
        Fields = fields;
        Defaults = fields[..shownByDefault];
    }

    /// <summary>Children of the caller's scope, page by page.</summary>
    public static ChildDocument List { get; } = new(
        "children", "items[].",
        [
            ChildFields.Id, ChildFields.Name, ChildFields.Kana, ChildFields.BirthDate, ChildFields.Sex, ChildFields.SchoolAge,
            ChildFields.School, ChildFields.SchoolCode, ChildFields.Grade, ChildFields.Class, ChildFields.Rank, ChildFields.Points,
            ChildFields.MatchedBasic, ChildFields.MatchedOther, ChildFields.SelectedBy, ChildFields.TopFactors, ChildFields.Reasons,
            ChildFields.Address, ChildFields.HouseholdSize, ChildFields.NarrowingStatus, ChildFields.NarrowingVersion,
            ChildFields.CouncilRegistered, ChildFields.Support,
        ],
        shownByDefault: 17);

    /// <summary>Everything about one child in which each property has one type: what the graph offers (GraphQL).</summary>
    public static ChildDocument Node { get; } = Whole(
        "node", ChildFields.Id, ChildFields.Name, ChildFields.Kana, ChildFields.BirthDay, ChildFields.BirthYear, ChildFields.Sex,
        ChildFields.AgeInYears, ChildFields.AgeBand, ChildFields.School, ChildFields.SchoolCode, ChildFields.Grade, ChildFields.Class,
        ChildFields.Address, ChildFields.HouseholdSize, ChildFields.Run, ChildFields.Rank, ChildFields.Points, ChildFields.MatchedBasic,
        ChildFields.MatchedOther, ChildFields.SelectedBy, ChildFields.TopFactors, ChildFields.Reasons, ChildFields.Factors, ChildFields.NarrowingStatus,
        ChildFields.NarrowingVersion, ChildFields.CouncilRegistered, ChildFields.Support);

    /// <summary>こども台帳: one child's card.</summary>
    public static ChildDocument Card { get; } = Whole(
        "child", ChildFields.Id, ChildFields.Name, ChildFields.Kana, ChildFields.BirthDate, ChildFields.Sex, ChildFields.SchoolAge,
        ChildFields.School, ChildFields.SchoolCode, ChildFields.Grade, ChildFields.Class, ChildFields.Address, ChildFields.HouseholdSize);

    /// <summary>判定結果: what a run said about one child.</summary>
    public static ChildDocument Result { get; } = Whole(
        "result", ChildFields.Id, ChildFields.Name, ChildFields.Run, ChildFields.Points, ChildFields.Rank, ChildFields.MatchedBasic, ChildFields.MatchedOther,
        ChildFields.SelectedBy, ChildFields.Reasons);

    /// <summary>要因: every item of the plan with its value.</summary>
    public static ChildDocument Factors { get; } = Whole("factors", ChildFields.Id, ChildFields.Name, ChildFields.Run, ChildFields.Factors);

    /// <summary>学校・学級: how many children of the caller's scope stand in each class.</summary>
    public static ChildDocument Classes { get; } = new(
        "classes", "items[].", [ChildFields.SchoolCode, ChildFields.School, ChildFields.Grade, ChildFields.Class], shownByDefault: 4);

    /// <summary>世帯: whose household it is.</summary>
    public static ChildDocument Household { get; } = Whole("household", ChildFields.Id, ChildFields.Name, ChildFields.HouseholdSize);

    /// <summary>世帯員: a person who lives with the child.</summary>
    public static ChildDocument HouseholdMember { get; } = new(
        "household-members", "members[].",
        [ChildFields.Member.Relation, ChildFields.Member.Name, ChildFields.Member.Kana, ChildFields.Member.BirthDate, ChildFields.Member.Sex], shownByDefault: 5);

    /// <summary>世帯の履歴: when the child lived in which household.</summary>
    public static ChildDocument HouseholdPeriod { get; } = new(
        "household-periods", "periods[].",
        [ChildFields.Period.From, ChildFields.Period.Until, ChildFields.Period.Relation, ChildFields.Period.Current], shownByDefault: 4);

    /// <summary>在籍の履歴: whose years at school these are.</summary>
    public static ChildDocument Enrolments { get; } = Whole("enrolments", ChildFields.Id, ChildFields.Name);

    /// <summary>在籍: a year at one school.</summary>
    public static ChildDocument Enrolment { get; } = new(
        "enrolment-years", "years[].",
        [
            ChildFields.Enrolment.Year, ChildFields.Enrolment.School, ChildFields.Enrolment.SchoolCode, ChildFields.Enrolment.Grade,
            ChildFields.Enrolment.Class,
        ],
        shownByDefault: 5);

    /// <summary>判定の差分: a child who became a candidate since an earlier run, or is none any more.</summary>
    public static ChildDocument Difference { get; } = new(
        "run-differences", "items[].",
        [
            ChildFields.Id, RunDifferenceFields.Change, RunDifferenceFields.Cause, ChildFields.Name, ChildFields.Kana, ChildFields.School,
            ChildFields.Grade, ChildFields.Class, RunDifferenceFields.Rank, RunDifferenceFields.RankBefore, RunDifferenceFields.Points,
            RunDifferenceFields.PointsBefore, RunDifferenceFields.ChangedItems,
        ],
        shownByDefault: 13);

    /// <summary>Names of all properties on offer, in order.</summary>
    public IReadOnlyList<string> FieldNames => [.. Fields.Select(f => f.Name)];

    /// <summary>Name of the document.</summary>
    internal string Name { get; }

    /// <summary>Where its properties stand in the answer.</summary>
    internal string Path { get; }

    internal ViewField[] Fields { get; }

    internal ViewField[] Defaults { get; }

    private static ChildDocument Whole(string name, params ViewField[] fields) => new(name, "", fields, fields.Length);
}

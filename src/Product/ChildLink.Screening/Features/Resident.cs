using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>A person as the resident register has them. Dates are inclusive on arrival and exclusive on leaving.</summary>
internal sealed record Resident(
    Guid Id, string? Household, DateOnly? Birth, string? Sex, string Relation, bool Foreign, bool CameFromElsewhere, DateOnly? Since, DateOnly? Left,
    DateOnly? ChangedOn)
{
    /// <param name="row">Row of the register.</param>
    /// <param name="departures">Days on which the list of who moved out says they left; one before they came (back) is over.</param>
    public static Resident From(CurrentRecord row, IEnumerable<DateOnly> departures) => new(
        row.Subject,
        row["resident.household"],
        row.Day("resident.birth-date"),
        row["resident.sex"],
        row["resident.relation"] ?? "",
        row["resident.kind"] == "外国人",
        row["resident.previous-address"] is not null,
        row.Day("resident.became-resident-on"),
        Earlier(LeftByRegister(row), LeftByList(row.Day("resident.became-resident-on"), departures)),
        row.Day("resident.changed-on"));

    /// <summary>性別 2.</summary>
    public bool Female => Sex == "2";

    /// <summary>
    /// Whether household, relation and previous address are those of a day. A row that changed later tells where the person
    /// went then (into custody, to the grandparents), which nobody knew on the day; leaving the city changes none of them.
    /// </summary>
    public bool IsToldOf(DateOnly day) => !(ChangedOn > day) || ChangedOn == Left;

    /// <summary>Whether the person is born and lives in the city on a day.</summary>
    public bool LivesHereOn(DateOnly day) =>
        (Birth is null || Birth <= day) && (Since is null || Since <= day) && (Left is null || Left > day);

    // A struck entry (除票) without any date has left at a time nobody knows: it never counts as living here.
    private static DateOnly? LeftByRegister(CurrentRecord row) =>
        row.Day("resident.moved-out-on")
        ?? (row["resident.status"] == "除票" ? row.Day("resident.changed-on") ?? DateOnly.MinValue : null);

    private static DateOnly? LeftByList(DateOnly? since, IEnumerable<DateOnly> departures) =>
        departures.Where(d => since is null || d >= since).Select(d => (DateOnly?)d).Min();

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b < a ? b : a;
}

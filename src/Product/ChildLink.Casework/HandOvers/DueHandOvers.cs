using ChildLink.Casework.Cases;

namespace ChildLink.Casework.HandOvers;

/// <summary>What the register says today about the child of an open case.</summary>
/// <param name="School">School code, or null.</param>
/// <param name="Grade">Grade 1 to 9, or null.</param>
/// <param name="OfAgeOn">Eighteenth birthday, or null.</param>
/// <param name="IsAssigned">Whether the worker may do case-work now.</param>
internal sealed record RegisterFacts(string? School, string? Grade, DateOnly? OfAgeOn, DateOnly? MovedOutOn, bool IsAssigned);

/// <summary>Which hand-overs are due: state of the case and register in, tasks out.</summary>
internal static class DueHandOvers
{
    /// <summary>How long before a known day the task is raised.</summary>
    private const int DaysAhead = 90;

    /// <summary>Every cause that holds today, with the day of the change and what changes.</summary>
    public static IReadOnlyList<HandOver> Of(string tenant, Case found, RegisterFacts register, DateOnly today)
    {
        var due = new List<HandOver>();
        if (register.MovedOutOn is { } left && left.AddDays(-DaysAhead) <= today)
            Add(HandOverCause.MovedOut, $"{left:yyyy-MM-dd}", left, null);
        // Whoever moved out goes to no school here.
        else if (register.School is { } school && school != found.Institution && found.Institution is not null)
            Add(HandOverCause.SchoolChange, school, null, school);
        // Grade 6 ends with March; the task comes in its last three months.
        if (register.Grade == "6" && today.Month is 1 or 2 or 3)
            Add(HandOverCause.JuniorHigh, $"{today.Year}", new DateOnly(today.Year, 4, 1), null);
        if (register.OfAgeOn is { } birthday && birthday.AddDays(-DaysAhead) <= today)
            Add(HandOverCause.ComesOfAge, "18", birthday, null);
        if (!register.IsAssigned)
            Add(HandOverCause.StaffChange, found.Worker, null, null);
        return due;

        void Add(string cause, string change, DateOnly? day, string? to) =>
            due.Add(new HandOver(HandOver.IdOf(tenant, found.Id, cause, change), found.Id, found.Child, cause, HandOver.Due, day, null, to, null, null, null, null));
    }
}

using System.Globalization;

namespace ChildLink.Records.Linkage;

/// <summary>How two things that may be missing agree.</summary>
internal enum Agreement
{
    /// <summary>Both are known and differ.</summary>
    Differs,

    /// <summary>One or both are missing.</summary>
    Missing,

    /// <summary>Both are known and differ as a slip of the pen does: day and month, or two digits, exchanged.</summary>
    Slip,

    /// <summary>The same.</summary>
    Same,
}

/// <summary>What speaks for one roster entry being one pupil.</summary>
internal sealed record Evidence(
    RosterEntry Entry, Pupil Pupil, bool School, Agreement Grade, bool Name, bool Reading, bool GivenName, Agreement BirthDate)
{
    /// <summary>Compares; null when neither name nor reading nor given name speak for it.</summary>
    public static Evidence? Weigh(RosterEntry entry, Pupil pupil)
    {
        var name = pupil.IsCalled(entry.Name);
        var reading = pupil.Reads(entry.Reading);
        var given = pupil.SharesGivenName(entry.Name, entry.Reading);
        if (!name && !reading && !given)
            return null;
        return new Evidence(
            entry, pupil, entry.School is not null && pupil.Schools.Contains(entry.School), GradeOf(entry, pupil), name, reading, given, DateOf(entry, pupil));
    }

    private static Agreement GradeOf(RosterEntry entry, Pupil pupil)
    {
        if (entry.Grade is not { } grade || pupil.Grades.Count == 0)
            return Agreement.Missing;
        return pupil.Grades.Contains(grade) ? Agreement.Same : Agreement.Differs;
    }

    private static Agreement DateOf(RosterEntry entry, Pupil pupil)
    {
        if (entry.BirthDate is not { } date || pupil.BirthDates.Count == 0)
            return Agreement.Missing;
        if (pupil.BirthDates.Contains(date))
            return Agreement.Same;
        return pupil.BirthDates.Any(d => IsSlip(d, date)) ? Agreement.Slip : Agreement.Differs;
    }

    /// <summary>Day and month exchanged, or two digits of the date exchanged.</summary>
    private static bool IsSlip(DateOnly a, DateOnly b)
    {
        if (a.Year == b.Year && a.Month == b.Day && a.Day == b.Month)
            return true;
        var left = a.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var right = b.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var differing = Enumerable.Range(0, left.Length).Where(i => left[i] != right[i]).ToArray();
        return differing is [var i, var j] && left[i] == right[j] && left[j] == right[i];
    }
}

using ChildLink.Privacy.Guarding;

namespace ChildLink.Views.Children;

/// <summary>What holds for the whole difference of two runs of a plan.</summary>
/// <param name="Run">The later run.</param>
/// <param name="Before">The earlier one.</param>
/// <param name="ModelChanged">Another model judged: points cannot be compared.</param>
/// <param name="PolicyChanged">Another policy was in force.</param>
/// <param name="Entered">Children who became candidates.</param>
/// <param name="Left">Children who are candidates no more.</param>
/// <param name="MovedOut">Children of either group who moved out of the city since; they are not shown.</param>
public sealed record RunDifference(Guid Run, Guid Before, bool ModelChanged, bool PolicyChanged, long Entered, long Left, long MovedOut)
{
    /// <summary>Reads the row of <see cref="RunDifferenceSql.Counts"/>; null when the other is no earlier run of the plan.</summary>
    internal static async Task<RunDifference?> ReadAsync(RowReader rows, Guid run, Guid before, CancellationToken ct)
    {
        await rows.ReadAsync(ct);
        if (rows.PublicIsNull(0))
            return null;
        var changed = rows.PublicFlags(0);
        return new RunDifference(run, before, changed[0], changed[1], rows.PublicLong(1), rows.PublicLong(2), rows.PublicLong(3));
    }
}

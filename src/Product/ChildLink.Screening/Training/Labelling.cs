using ChildLink.Learning.Linear;
using ChildLink.Records.Store;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Training;

/// <summary>
/// Decides the label of every child from the registers of a definition. Positive: an outcome dated in the window. No label:
/// a record in the window that staff have not classified yet, an outcome without a day, or an outcome before the window
/// (a child who was known already says nothing about who will be found). Negative: everybody else.
/// </summary>
internal sealed class Labelling
{
    private readonly HashSet<Guid> positive = [];
    private readonly HashSet<Guid> undecided = [];

    /// <param name="label">The definition.</param>
    /// <param name="records">Records of its registers.</param>
    /// <param name="last">Last day of the window; what is dated later is not known yet.</param>
    public Labelling(LabelDefinition label, LabelRecords records, DateOnly last)
    {
        var start = label.StartOf(last);
        foreach (var (register, found) in records.ByRegister)
        {
            foreach (var record in found)
                (SetOf(register, record, start, last) ?? []).Add(record.Subject);
        }
    }

    /// <summary>The label of a child.</summary>
    public TrainingLabel Of(Guid child) => positive.Contains(child) ? TrainingLabel.Positive
        : undecided.Contains(child) ? TrainingLabel.None : TrainingLabel.Negative;

    private HashSet<Guid>? SetOf(LabelRegister register, CurrentRecord record, DateOnly? start, DateOnly last)
    {
        var day = record.Day(register.Day);
        if (day > last)
            return null;
        var word = register.Word is null ? null : record[register.Word];
        var before = day is { } d && d <= start;
        if (register.Word is not null && word is null)
            return before ? null : undecided;
        if (register.Word is not null && !register.Words.Contains(word!, StringComparer.Ordinal))
            return null;
        // An outcome whose day nobody recorded cannot be placed in a window; without a window it needs no place.
        return before || (day is null && start is not null) ? undecided : positive;
    }
}

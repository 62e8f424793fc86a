namespace ChildLink.Screening.Runs;

/// <summary>Counts the steps of a piece of work: one per provision, then what is made of them.</summary>
internal sealed class Steps(IProgress<ScreeningProgress>? progress, int total)
{
    private int begun;

    public void Begin(string step) => progress?.Report(new ScreeningProgress(begun++, total, step));

    public void End() => progress?.Report(new ScreeningProgress(total, total, "done"));
}

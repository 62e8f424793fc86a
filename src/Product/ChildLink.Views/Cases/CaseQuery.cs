using ChildLink.Casework.Cases;
using ChildLink.Casework.HandOvers;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;

namespace ChildLink.Views.Cases;

/// <summary>What a caller asks for in a list of cases; null means any.</summary>
/// <param name="State">One of <see cref="CaseState"/>.</param>
/// <param name="Class">One of <see cref="CaseClass"/>.</param>
/// <param name="Worker">担当.</param>
/// <param name="Institution">Institution's code.</param>
/// <param name="Run">Run that found them.</param>
/// <param name="Due">Only those to be looked at again today or earlier.</param>
/// <param name="Awaiting">Only those whose decision waits for its second person.</param>
/// <param name="Size">Rows of a page, 1 to 200.</param>
/// <param name="Cursor">Where the page before ended, or null.</param>
public sealed record CaseQuery(
    string? State = null, string? Class = null, string? Worker = null, string? Institution = null, Guid? Run = null, bool Due = false,
    bool Awaiting = false, int Size = 50, string? Cursor = null)
{
    /// <summary>Most rows of a page.</summary>
    public const int LargestPage = 200;
}

/// <summary>A case in an answer.</summary>
/// <param name="Case">Its derived values.</param>
/// <param name="Reached">Whether the caller works on it under purpose and context: only then its child and its texts are told.</param>
/// <param name="Key">Decision on the child's identity.</param>
/// <param name="Cursor">Where a list goes on after it; null where it stands in none.</param>
public sealed record ShownCase(Case Case, bool Reached, AccessDecision Key, string? Cursor = null)
{
    /// <summary>Writes the child's identity as a value; null where the case is not the caller's.</summary>
    public void WriteChild(DisclosureScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (!Reached)
        {
            scope.Json.WriteNullValue();
            return;
        }

        scope.Select(Key);
        scope.RevealKey(Case.Child, Key, pseudonyms: null);
    }
}

/// <summary>A page of cases.</summary>
public sealed record CasePage(IReadOnlyList<ShownCase> Cases, bool HasNext);

/// <summary>Everything of one case.</summary>
/// <param name="Shown">The case.</param>
/// <param name="Measures">Measures of the plan in force.</param>
/// <param name="History">Its events, the first first.</param>
/// <param name="HandOvers">Those due and those somebody acted on.</param>
/// <param name="Earlier">Earlier cases of the child, the newest first: derived values only.</param>
public sealed record CaseFile(
    ShownCase Shown, IReadOnlyList<ShownMeasure> Measures, IReadOnlyList<ShownEntry> History, IReadOnlyList<HandOver> HandOvers, IReadOnlyList<Case> Earlier);

/// <summary>A measure with what exactly shall be done.</summary>
public sealed record ShownMeasure(Measure Measure, CaseText Text);

/// <summary>An event of a case.</summary>
public sealed record ShownEntry(long Version, string Kind, DateTimeOffset At, string By, CaseFacts Facts, IReadOnlyList<CaseText> Texts);

/// <summary>What somebody wrote, on its way through the gateway.</summary>
public sealed class CaseText
{
    private readonly Guarded<string?>? value;
    private readonly AccessDecision decision;

    internal CaseText(string item, Guarded<string?>? value, AccessDecision decision)
    {
        Item = item;
        this.value = value;
        this.decision = decision;
    }

    /// <summary>What it is: reason, answer, goal, measure.N, note, minutes, outcome, closing, hand-over or receipt.</summary>
    public string Item { get; }

    /// <summary>Nobody wrote anything.</summary>
    internal static CaseText None(string item, AccessDecision decision) => new(item, value: null, decision);

    /// <summary>Writes it as a value, null where it is withheld or erased, or was never written.</summary>
    public void Write(DisclosureScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (value is null)
            scope.Json.WriteNullValue();
        else
            scope.Reveal(value, decision);
    }
}

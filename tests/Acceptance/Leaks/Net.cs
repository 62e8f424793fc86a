using System.Buffers;
using System.Collections.Frozen;

namespace ChildLink.Tests.Acceptance.Leaks;

/// <summary>Finds, in the answers to one caller, personal values that are not this caller's to see.</summary>
internal sealed class Net
{
    private readonly SearchValues<string> texts;
    private readonly FrozenSet<string> days;
    private readonly FrozenSet<string> codes;

    /// <param name="secrets">What must not be seen.</param>
    /// <param name="open">What may be: a forbidden value that is a part of an open one cannot be told apart and is left out.</param>
    public Net(IReadOnlyList<Secret> secrets, IReadOnlyList<Secret> open)
    {
        var allowed = string.Join('\n', open.Where(IsText).Select(s => s.Value));
        string[] forbidden = [.. secrets.Where(IsText).Select(s => s.Value).Distinct().Where(v => !allowed.Contains(v, StringComparison.Ordinal))];
        Size = forbidden.Length;
        texts = SearchValues.Create(forbidden, StringComparison.Ordinal);
        var openDays = open.Where(s => s.Kind == Kind.BirthDate).Select(s => s.Value).ToHashSet();
        days = secrets.Where(s => s.Kind == Kind.BirthDate && !openDays.Contains(s.Value)).Select(s => s.Value).ToFrozenSet(StringComparer.Ordinal);
        codes = secrets.Where(s => s.Kind == Kind.Code).Select(s => s.Value).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Names, kana, addresses and notes that are looked for.</summary>
    public int Size { get; }

    /// <summary>The first value found in a folded text with the words around it, or null.</summary>
    public string? Find(string folded)
    {
        var at = folded.AsSpan().IndexOfAny(texts);
        if (at >= 0)
            return folded.Substring(Math.Max(0, at - 10), Math.Min(40, folded.Length - Math.Max(0, at - 10)));
        return Knowledge.CodesIn(folded).FirstOrDefault(codes.Contains) ?? Knowledge.DaysIn(folded).FirstOrDefault(days.Contains);
    }

    private static bool IsText(Secret secret) => secret.Kind is Kind.Name or Kind.Kana or Kind.Address or Kind.Text;
}

using ChildLink.Records.Residents;

namespace ChildLink.Views.Children;

/// <summary>A range of names in kana, in the order of Unicode, which for kana is that of 五十音 but for voicing marks.</summary>
public sealed record KanaRange
{
    /// <summary>Above every character, so that a range holds whatever goes on after its last word.</summary>
    private const string Above = "\U0010FFFF";

    private KanaRange(string from, string below)
    {
        From = from;
        Below = below;
    }

    /// <summary>The first name of the range, in the form of <see cref="SearchKana"/>.</summary>
    public string From { get; }

    /// <summary>The first name after the range.</summary>
    public string Below { get; }

    /// <summary>Names that begin so; null where nothing remains of the words.</summary>
    public static KanaRange? Beginning(string words) => Between(words, words);

    /// <summary>Names from one beginning to another, both included with all that goes on after them; null for an empty or turned range.</summary>
    public static KanaRange? Between(string from, string to)
    {
        var first = SearchKana.Of(from);
        var last = SearchKana.Of(to);
        return first.Length > 0 && string.CompareOrdinal(first, last) <= 0 ? new KanaRange(first, last + Above) : null;
    }
}

/// <summary>Days of birth, both ends included.</summary>
public sealed record BirthRange(DateOnly From, DateOnly To);

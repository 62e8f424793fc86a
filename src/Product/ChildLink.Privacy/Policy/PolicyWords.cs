using System.Collections.Frozen;
using System.Text;

namespace ChildLink.Privacy.Policy;

/// <summary>Words that a policy file may use for a closed set: the members' names in lower case, joined by hyphens.</summary>
public static class PolicyWords
{
    /// <summary>Every word, in the order of the members.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Table<T>.Words;

    /// <summary>The member that a word names; null for any other text.</summary>
    public static T? Parse<T>(string? word)
        where T : struct, Enum => word is not null && Table<T>.Members.TryGetValue(word, out var member) ? member : null;

    /// <summary>The word of a member.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum => Spell(member.ToString());

    private static string Spell(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && word.Length > 0)
                word.Append('-');
            word.Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly string[] Words = [.. Enum.GetNames<T>().Select(Spell)];
        public static readonly FrozenDictionary<string, T> Members = Enum.GetValues<T>().ToFrozenDictionary(v => Spell(v.ToString()), StringComparer.Ordinal);
    }
}

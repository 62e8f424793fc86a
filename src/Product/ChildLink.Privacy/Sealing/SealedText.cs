using ChildLink.Privacy.Guarding;

namespace ChildLink.Privacy.Sealing;

/// <summary>
/// What people write about a child, as it stands in an event or a projection: sealed under the child's key, bound to stream,
/// version and item, so that it cannot be moved. Erasing the child makes it unreadable everywhere.
/// </summary>
/// <param name="Subject">The child, whose key it is.</param>
/// <param name="Stream">Stream of the event it stands in.</param>
/// <param name="Version">Version of that event.</param>
/// <param name="Item">Name inside the event, e.g. <c>reason</c>.</param>
/// <param name="Cipher">The sealed form, base64.</param>
public sealed record SealedText(Guid Subject, Guid Stream, long Version, string Item, string Cipher)
{
    /// <summary>Longest text that is sealed.</summary>
    public const int Longest = 4000;

    /// <summary>Seals a text under the child's key; one that is new becomes durable with <see cref="SubjectKeyRing.SaveNewAsync"/>.</summary>
    public static SealedText Seal(SubjectKeyRing keys, Guid subject, Guid stream, long version, string item, string text)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var cipher = keys.Cipher(subject);
        return new SealedText(subject, stream, version, item, SealedValue.Seal(cipher, stream, version, item, text));
    }

    /// <summary>
    /// What is wrong with a text that a person gave, or null: it must not be blank, hold at most
    /// <paramref name="longest"/> characters, and no control characters but line ends.
    /// </summary>
    public static string? Fault(string? text, int longest = Longest)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > longest)
            return $"must hold 1 to {longest} characters.";
        foreach (var c in text)
        {
            if (char.IsControl(c) && c != '\n')
                return "must hold no control characters but line ends (\\n).";
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return "must be well-formed text.";
        }

        return null;
    }

    /// <summary>
    /// The text as a guarded value of a catalogued field, which only the gateway opens. Null inside where the child's key is gone.
    /// </summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was moved or altered.</exception>
    public Guarded<string?> Guard(FieldId field, SubjectKeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var cipher = keys.CipherOrNull(Subject);
        return new Guarded<string?>(field, cipher is null ? null : SealedValue.Open(cipher, Stream, Version, Item, Cipher));
    }
}

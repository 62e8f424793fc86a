using System.Text;
using ChildLink.Privacy.Gateway;
using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.Oversight.Entries;

/// <summary>An entry in the form that is stored: texts that PostgreSQL and UTF-8 can hold, with its bytes and leaf hash.</summary>
internal sealed record CanonicalEntry(DisclosureEntry Entry, byte[] Bytes, TreeHash Leaf)
{
    /// <summary>
    /// Longest text kept, in UTF-16 units; a longer one is cut and ends in an ellipsis. In UTF-8 it stays below the
    /// 2,704 bytes that a PostgreSQL B-tree can index: a caller with an overlong claim must not stop the log.
    /// </summary>
    public const int LongestText = 800;

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="ArgumentException">The tenant is no code of letters, digits and hyphens, or the instant is not of this age.</exception>
    public static CanonicalEntry Of(DisclosureEntry entry)
    {
        if (entry.Tenant.Length is 0 or > 64 || !entry.Tenant.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException("The tenant must be a code of letters, digits and hyphens.", nameof(entry));
        if (entry.At < Earliest || entry.At >= Latest)
            throw new ArgumentException("The instant must lie between 2000 and 2200.", nameof(entry));
        var kept = entry with
        {
            At = new DateTimeOffset(entry.At.UtcTicks - (entry.At.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
            Actor = Keep(entry.Actor),
            Role = Keep(entry.Role),
            Institution = Keep(entry.Institution),
            Purpose = Keep(entry.Purpose),
            Context = Keep(entry.Context),
            Operation = Keep(entry.Operation),
            Outcome = Keep(entry.Outcome),
            Policy = Keep(entry.Policy),
            Fields = [.. entry.Fields.Select(Keep)],
            Subjects = [.. entry.Subjects.Distinct()],
        };
        var bytes = EntryBytes.Encode(kept);
        return new CanonicalEntry(kept, bytes, TreeHash.OfLeaf(bytes));
    }

    private static string Keep(string text)
    {
        if (text.Length <= LongestText && Ascii.IsValid(text) && !text.Contains('\0'))
            return text;
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length >= LongestText - 2)
                return kept.Append('…').ToString();
            kept.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return kept.ToString();
    }
}

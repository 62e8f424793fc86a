using ChildLink.Oversight.Entries;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.Oversight.Verification;

/// <summary>A row of the log as the database holds it, to be held against its own bytes.</summary>
internal sealed record StoredEntry(
    long Sequence, DateTimeOffset At, byte[] Entry, byte[] LeafHash, string Actor, string Role, string Institution, string Purpose,
    string Context, string Operation, string Outcome, string Policy, string[] Subjects, long RowCount)
{
    public static StoredEntry Read(RowReader row) => new(
        row.PublicLong(0), row.PublicInstant(1), row.PublicBytes(2), row.PublicBytes(3), row.PublicText(4), row.PublicText(5),
        row.PublicText(6), row.PublicText(7), row.PublicText(8), row.PublicText(9), row.PublicText(10), row.PublicText(11), row.PublicTexts(12), row.PublicLong(13));

    /// <summary>Adds what does not fit; answers the leaf hash of the bytes as they are.</summary>
    public TreeHash Check(string tenant, FindingList findings)
    {
        var leaf = TreeHash.OfLeaf(Entry);
        if (!LeafHash.AsSpan().SequenceEqual(leaf.ToBytes()))
            findings.Add(Sequence, LogFault.Altered, "the entry does not hash to its leaf");
        if (EntryBytes.Decode(Entry) is not { } said)
        {
            findings.Add(Sequence, LogFault.Unreadable, "the entry is not in the canonical form");
            return leaf;
        }

        if (string.Join(", ", Differing(tenant, said)) is { Length: > 0 } columns)
            findings.Add(Sequence, LogFault.ColumnDiffers, columns);
        return leaf;
    }

    private IEnumerable<string> Differing(string tenant, DisclosureEntry said)
    {
        (string Column, bool Same)[] columns =
        [
            ("tenant_id", tenant == said.Tenant), ("at", At == said.At), ("actor", Actor == said.Actor), ("role", Role == said.Role),
            ("institution", Institution == said.Institution), ("purpose", Purpose == said.Purpose), ("context", Context == said.Context),
            ("operation", Operation == said.Operation), ("outcome", Outcome == said.Outcome), ("policy", Policy == said.Policy),
            ("subjects", Subjects.AsEnumerable().SequenceEqual(said.Subjects.Select(s => s.ToString()))), ("row_count", RowCount == said.Rows),
        ];
        return columns.Where(c => !c.Same).Select(c => c.Column);
    }
}

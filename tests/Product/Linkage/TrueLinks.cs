using System.Globalization;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Linkage;

/// <summary>A stored link with the place of its record in the delivered file.</summary>
internal sealed record LinkedRow(string File, long Row, string Status, Guid? Resident)
{
    private const string Sql = """
        select d.file, h.row, l.status, l.resident_id
        from read.links l
        join read.record_heads h using (tenant_id, provision, key_id)
        join read.deliveries d on d.tenant_id = h.tenant_id and d.id = h.delivery_id
        """;

    public static async Task<IReadOnlyList<LinkedRow>> AllAsync(TestDatabase database, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<LinkedRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(new LinkedRow(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetGuid(3)));
        return rows;
    }
}

/// <summary>The true children of the rows of a synthetic city (<c>truth/links.csv</c>: file, row, resident code, role).</summary>
internal sealed class TrueLinks
{
    private readonly ILookup<(string File, long Row), Guid> children;

    private TrueLinks(ILookup<(string, long), Guid> children) => this.children = children;

    public static TrueLinks Read(string folder, Func<string, Guid> residentOf) => new(
        File.ReadLines(Path.Combine(folder, "truth", "links.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Where(cells => cells[3] is "school" or "mother" or "household")
            .ToLookup(cells => (cells[0], long.Parse(cells[1], CultureInfo.InvariantCulture)), cells => residentOf(cells[2])));

    /// <summary>File and row of every link to another child than the true one (twins share a record).</summary>
    public IReadOnlyList<string> Wrong(IReadOnlyList<LinkedRow> found) =>
        [.. found.Where(f => f.Status == "linked" && !children[(f.File, f.Row)].Contains(f.Resident!.Value)).Select(f => $"{f.File} {f.Row}")];

    /// <summary>
    /// Share of the true rows that have a link, over all files whose name begins so. A row that stands twice in a file is
    /// stored once and counts as linked with its double.
    /// </summary>
    public double Share(string fileName, IReadOnlyList<LinkedRow> found)
    {
        var linked = found.Where(f => f.Status == "linked").ToList();
        var rows = linked.Select(f => (f.File, f.Row)).ToHashSet();
        var known = found.Select(f => (f.File, f.Row)).ToHashSet();
        var persons = linked.Select(f => (f.File, f.Resident!.Value)).ToHashSet();
        var all = children.Where(c => Path.GetFileName(c.Key.File).StartsWith(fileName, StringComparison.Ordinal)).ToList();
        var hits = all.Count(c => rows.Contains(c.Key) || (!known.Contains(c.Key) && c.Any(child => persons.Contains((c.Key.File, child)))));
        return all.Count == 0 ? 1 : (double)hits / all.Count;
    }
}

using ChildLink.EventStore;
using ChildLink.Oversight.Entries;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Oversight.Review;

/// <summary>A time in which an institution was shown something about a child.</summary>
/// <param name="Child">The child.</param>
/// <param name="Institution">The institution.</param>
/// <param name="From">First instant.</param>
/// <param name="Until">Instant after the last.</param>
/// <param name="Fields">What was opened to it; nothing else counts as shown.</param>
/// <param name="Persons">Staff of it who alone were; null: all of its staff.</param>
public sealed record ShownPeriod(
    Guid Child, string Institution, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> Fields, IReadOnlyList<string>? Persons = null)
{
    /// <summary>Whether an entry falls under it; its actor is issuer, bar, person.</summary>
    internal bool Covers(DisclosureEntry entry) =>
        Institution == entry.Institution && From <= entry.At && entry.At < Until && (Persons is null || Persons.Any(p => entry.Actor.EndsWith($"|{p}", StringComparison.Ordinal)));
}

/// <summary>Who looked at a child in that time: how often, when, and which fields were shown.</summary>
public sealed record Look(string Actor, string Institution, Guid Child, long Times, DateTimeOffset First, DateTimeOffset Last, IReadOnlyList<string> Fields);

/// <summary>Finds in the access log who was shown results that should not have been shared.</summary>
public sealed class ShareLooks(NpgsqlDataSource database)
{
    private const string Role = "user-entity";

    /// <summary>Released entries of institutions ($2) that name one of some children ($3) since an instant ($4).</summary>
    private const string Entries = """
        select e.seq, e.entry from audit.entries e
        where e.tenant_id = $1 and e.role = $5 and e.institution = any($2) and e.subjects && $3::uuid[] and e.at >= $4 and e.outcome = 'released'
        order by e.seq
        """;

    /// <summary>Looks in some periods in which a field that was open in them was shown, by person and child.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="periods">The periods.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="InvalidDataException">An entry is not in the canonical form; verify the log.</exception>
    public async Task<IReadOnlyList<Look>> FindAsync(string tenant, IReadOnlyList<ShownPeriod> periods, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(periods);
        if (periods.Count == 0)
            return [];
        var byChild = periods.ToLookup(p => p.Child);
        var found = new Dictionary<(string Actor, string Institution, Guid Child), Look>();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(
            connection, Entries, tenant, periods.Select(p => p.Institution).Distinct(StringComparer.Ordinal).ToArray(), byChild.Select(g => g.Key).ToArray(),
            periods.Min(p => p.From).ToUniversalTime(), Role);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        while (await rows.ReadAsync(ct))
        {
            var sequence = rows.PublicLong(0);
            var entry = EntryBytes.Decode(rows.PublicBytes(1)) ?? throw new InvalidDataException($"Entry {sequence} of the access log is damaged; verify the log.");
            // An entry without rows tells what was asked, and that nobody was shown.
            if (entry.Rows == 0)
                continue;
            foreach (var child in entry.Subjects)
            {
                // The entry says what was decided on the whole answer; what was open for this child says the period.
                string[] shown = [.. byChild[child].Where(p => p.Covers(entry)).SelectMany(p => p.Fields).Distinct(StringComparer.Ordinal).Where(f => IsShown(entry, f))];
                if (shown.Length == 0)
                    continue;
                var key = (entry.Actor, entry.Institution, child);
                found[key] = found.TryGetValue(key, out var before)
                    ? before with { Times = before.Times + 1, Last = entry.At, Fields = [.. before.Fields.Union(shown, StringComparer.Ordinal)] }
                    : new Look(entry.Actor, entry.Institution, child, 1, entry.At, entry.At, shown);
            }
        }

        return [.. found.Values.OrderBy(l => l.First).ThenBy(l => l.Actor, StringComparer.Ordinal)];
    }

    private static bool IsShown(DisclosureEntry entry, string field) => entry.Fields.Any(e => e == $"{field}=clear" || e == $"{field}=coarse");
}

using System.Collections.Concurrent;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Features;

namespace ChildLink.Views.Children;

/// <summary>
/// Which fields and items may not be used for a purpose now, because no provision that their values come from allows it: the basis
/// ended, or the purpose was never named. Asked on every request, so that an end takes effect on its instant: what is kept is kept
/// for the span between two days on which some basis begins or ends.
/// </summary>
internal sealed class SourcesInForce
{
    private readonly (string Field, Provision[] Sources)[] fields;
    private readonly (string Item, Provision[] Sources)[] items;
    private readonly DateTimeOffset[] changes;
    private readonly ConcurrentDictionary<(string Purpose, int Span), ClosedSources> known = new();

    public SourcesInForce(DecisionTable policy, City city)
    {
        fields = [.. policy.Catalogue.Where(c => c.From.Count > 0)
            .Select(c => (c.Id, city.Provisions.Where(p => c.From.Contains(p.Id, StringComparer.Ordinal)).ToArray()))];
        items = [.. ItemSources.Codes.Select(code => (code, city.Provisions.Where(p => ItemSources.Of(code).Contains(p.Id)).ToArray()))];
        changes = [.. city.Provisions.SelectMany(p => p.Bases).SelectMany(b => b.Until is { } until ? new[] { b.From, until } : [b.From]).Distinct().Order()];
    }

    /// <summary>What is closed for a purpose at an instant.</summary>
    public ClosedSources Closed(string purpose, DateTimeOffset now)
    {
        var at = Array.BinarySearch(changes, now);
        var span = at >= 0 ? at : ~at - 1;
        // Roles bound the purposes that come here, and spans are those of the policy.
        return known.GetOrAdd((purpose, span), static (key, arguments) => arguments.Sources.Find(key.Purpose, arguments.Now), (Sources: this, Now: now));
    }

    private ClosedSources Find(string purpose, DateTimeOffset now) => new(
        [.. fields.Where(f => !Array.Exists(f.Sources, s => s.Allows(purpose, now))).Select(f => f.Field)],
        [.. items.Where(i => Array.Exists(i.Sources, s => Ended(s, purpose, now))).Select(i => i.Item)]);

    /// <summary>A result is the steward's own record, shown under purposes that its sources never named; what of it is a raw value ends with its basis.</summary>
    private static bool Ended(Provision source, string purpose, DateTimeOffset now) =>
        source.Purposes.Contains(purpose, StringComparer.Ordinal) ? !source.Allows(purpose, now) : source.BasisAt(now) is null;
}

/// <summary>What may not be used.</summary>
/// <param name="Fields">Product fields.</param>
/// <param name="Items">Codes of items whose values may not be shown, in order.</param>
internal sealed record ClosedSources(IReadOnlySet<string> Fields, IReadOnlyList<string> Items)
{
    public ClosedSources(IEnumerable<string> fields, IEnumerable<string> items)
        : this(fields.ToHashSet(StringComparer.Ordinal), items.Order(StringComparer.Ordinal).ToList())
    {
    }

    /// <summary>The same text for the same sources; empty where nothing is closed.</summary>
    public string Key { get; } = string.Join(',', Fields.Order(StringComparer.Ordinal).Concat(Items));
}

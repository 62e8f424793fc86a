using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ChildLink.Records.Store;

/// <summary>
/// Opened items of one record, beside the names that all records of a reading share: a city has a million records, and a
/// dictionary for each is most of what a run would hold in memory.
/// </summary>
internal sealed class OpenedItems(string[] names, string?[] values) : IReadOnlyDictionary<string, string>
{
    /// <inheritdoc/>
    public int Count => values.Count(v => v is not null);

    /// <inheritdoc/>
    public IEnumerable<string> Keys => this.Select(i => i.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => this.Select(i => i.Value);

    /// <inheritdoc/>
    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var place = Array.IndexOf(names, key);
        value = place < 0 ? null : values[place];
        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (values[i] is { } value)
                yield return new KeyValuePair<string, string>(names[i], value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections.Concurrent;

namespace ChildLink.Privacy.Access;

/// <summary>Who asks, for the look-up of assignments.</summary>
internal readonly record struct Person(string Tenant, string Issuer, string Subject);

/// <summary>The assignments of persons as they were last read: never an answer by themselves, but a good guess of what will be read.</summary>
/// <remarks>Thread-safe and bounded.</remarks>
internal sealed class KnownAssignments
{
    private const int Most = 4_096;

    private readonly ConcurrentDictionary<Person, IReadOnlyList<Assignment>> kept = new();

    /// <summary>What was last read, in the order of ids; null where nothing is kept.</summary>
    public IReadOnlyList<Assignment>? Find(Person person) => kept.GetValueOrDefault(person);

    /// <summary>Keeps what was read. Who holds no assignment is not kept: tokens of strangers shall not fill it.</summary>
    public void Keep(Person person, IReadOnlyList<Assignment> read)
    {
        if (read.Count == 0)
        {
            kept.TryRemove(person, out _);
            return;
        }

        // Rare, and then one trip more for each of them.
        if (kept.Count >= Most)
            kept.Clear();
        kept[person] = [.. read.OrderBy(a => a.Id)];
    }
}

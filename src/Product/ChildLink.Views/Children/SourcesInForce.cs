using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Views.Children;

/// <summary>
/// Which fields may not be used for a purpose now, because no provision that their values come from allows it: the basis
/// ended, or the purpose was never named. Asked on every request, so that an end takes effect on its instant.
/// </summary>
internal sealed class SourcesInForce
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>(StringComparer.Ordinal);
    private readonly (string Field, Provision[] Sources)[] fields;

    public SourcesInForce(DecisionTable policy, City city) =>
        fields = [.. policy.Catalogue.Where(c => c.From.Count > 0)
            .Select(c => (c.Id, city.Provisions.Where(p => c.From.Contains(p.Id, StringComparer.Ordinal)).ToArray()))];

    /// <summary>Fields that are closed for a purpose at an instant.</summary>
    public IReadOnlySet<string> Closed(string purpose, DateTimeOffset now)
    {
        HashSet<string>? closed = null;
        foreach (var (field, sources) in fields)
        {
            if (!Array.Exists(sources, s => s.Allows(purpose, now)))
                (closed ??= new HashSet<string>(StringComparer.Ordinal)).Add(field);
        }

        return closed ?? None;
    }
}

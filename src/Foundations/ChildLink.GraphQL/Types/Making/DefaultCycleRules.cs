using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>
/// Defaults of input fields do not lead back to themselves (section 3.10.1, InputObjectDefaultValueHasCycle): an object literal that
/// leaves out a field takes that field's default, whose literal may leave out others. Defaults that lead on too far are refused as well:
/// coercion follows them in depth.
/// </summary>
internal sealed class DefaultCycleRules(SchemaDraft draft, SchemaErrors errors)
{
    /// <summary>How many defaults may lead to each other in a row.</summary>
    public const int Deepest = 200;

    /// <summary>How many fields of literals are looked at in all: a list of empty objects of a large type costs their product.</summary>
    private const int MostSteps = 2_000_000;

    private readonly Dictionary<InputValue, List<(InputValue Field, string Name)>> edges = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<InputValue, int> depths = new(ReferenceEqualityComparer.Instance);
    private int steps;

    public void Check()
    {
        foreach (var type in draft.Own.OfType<InputObjectType>())
        {
            foreach (var field in type.Fields)
            {
                if (errors.IsFull || steps > MostSteps)
                    return;
                if (field is { DefaultValue: not null, Type.Named: InputObjectType } && !depths.ContainsKey(field))
                    Walk(field, $"{type}.{field.Name}");
            }
        }
    }

    private void Walk(InputValue start, string name)
    {
        var path = new List<(InputValue Field, string Name, int Next)> { (start, name, 0) };
        var places = new Dictionary<InputValue, int>(ReferenceEqualityComparer.Instance) { [start] = 0 };
        depths[start] = 1;
        while (path.Count > 0 && !errors.IsFull)
        {
            var (field, of, next) = path[^1];
            var leads = Edges(field);
            if (next == leads.Count)
            {
                path.RemoveAt(path.Count - 1);
                places.Remove(field);
                Deepen(path, depths[field]);
                continue;
            }

            path[^1] = (field, of, next + 1);
            var (target, targetName) = leads[next];
            if (places.TryGetValue(target, out var from))
            {
                Report(path, from, targetName);
            }
            else if (depths.TryGetValue(target, out var depth))
            {
                Deepen(path, depth);
            }
            else
            {
                depths[target] = 1;
                places[target] = path.Count;
                path.Add((target, targetName, 0));
            }
        }
    }

    /// <summary>The last field of the path leads to one that is <paramref name="below"/> deep.</summary>
    private void Deepen(List<(InputValue Field, string Name, int Next)> path, int below)
    {
        if (path.Count == 0)
            return;
        var (field, name, _) = path[^1];
        if (depths[field] > below)
            return;
        depths[field] = below + 1;
        if (below == Deepest)
            errors.Add($"The default of {name} leads to more than {Deepest} other defaults in a row.", field.DefaultValue);
    }

    private void Report(List<(InputValue Field, string Name, int Next)> path, int from, string name)
    {
        var fields = path.Skip(from).Take(SchemaErrors.MostPlaces).ToArray();
        var through = fields.Length == 1 ? "" : $" through {string.Join(", ", fields.Skip(1).Select(f => f.Name))}{(path.Count - from > fields.Length ? ", …" : "")}";
        errors.Add($"The default of {name} leads back to itself{through}.", [.. fields.Select(f => f.Field.DefaultValue)]);
    }

    private List<(InputValue Field, string Name)> Edges(InputValue field)
    {
        if (!edges.TryGetValue(field, out var found))
        {
            edges[field] = found = [];
            Collect(field.DefaultValue!, (InputObjectType)field.Type.Named, found);
        }

        return found;
    }

    private void Collect(ValueNode literal, InputObjectType type, List<(InputValue Field, string Name)> found)
    {
        if (literal is ListValueNode list)
        {
            foreach (var item in list.Values)
                Collect(item, type, found);
        }

        if (literal is not ObjectValueNode fields)
            return;
        var given = fields.Fields.ToDictionary(f => f.Name.Value, f => f.Value);
        foreach (var field in type.Fields)
        {
            if (++steps > MostSteps)
            {
                if (steps == MostSteps + 1)
                    errors.Add("The defaults of input objects are too many to check.", literal);
                return;
            }

            if (field.Type.Named is not InputObjectType inner)
                continue;
            if (given.TryGetValue(field.Name, out var value))
                Collect(value, inner, found);
            else if (field.DefaultValue is not null)
                found.Add((field, $"{type}.{field.Name}"));
        }
    }
}

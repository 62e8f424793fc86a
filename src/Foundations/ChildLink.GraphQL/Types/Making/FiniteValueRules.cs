using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>
/// Every input object has a value that ends (section 3.10, circular references): a field that must be given and is of an input type
/// must not lead back to itself. A OneOf type needs one field that ends, every other type all its required ones.
/// </summary>
internal sealed class FiniteValueRules(SchemaDraft draft, SchemaErrors errors)
{
    private readonly Dictionary<InputObjectType, List<(InputValue Field, InputObjectType Target)>> targets = [];
    private readonly HashSet<InputObjectType> finite = [];

    public void Check()
    {
        foreach (var type in draft.Own.OfType<InputObjectType>())
            targets[type] = [.. type.Fields.Select(f => (f, Target(type, f.Type)!)).Where(t => t.Item2 is not null)];
        FindFinite();
        var seen = new HashSet<InputObjectType>();
        foreach (var type in targets.Keys)
        {
            if (!finite.Contains(type) && !errors.IsFull)
                Walk(type, seen);
        }
    }

    /// <summary>The input object that a value must hold for this field, if any.</summary>
    private static InputObjectType? Target(InputObjectType owner, GraphType type) => owner.IsOneOf ? type as InputObjectType : (type as NonNullType)?.OfType as InputObjectType;

    /// <summary>Begins with types that need no other and goes back along those that need them: each reference is looked at once.</summary>
    private void FindFinite()
    {
        var dependents = new Dictionary<InputObjectType, List<InputObjectType>>();
        var open = new Dictionary<InputObjectType, int>();
        var ready = new Stack<InputObjectType>();
        foreach (var (type, needed) in targets)
        {
            open[type] = needed.Count;
            foreach (var (_, target) in needed)
            {
                if (!dependents.TryGetValue(target, out var list))
                    dependents[target] = list = [];
                list.Add(type);
            }

            if ((needed.Count == 0 || (type.IsOneOf && needed.Count < type.Fields.Length)) && finite.Add(type))
                ready.Push(type);
        }

        while (ready.TryPop(out var done))
        {
            foreach (var type in dependents.GetValueOrDefault(done) ?? [])
            {
                if ((--open[type] == 0 || type.IsOneOf) && finite.Add(type))
                    ready.Push(type);
            }
        }
    }

    /// <summary>Depth first over types without an end, with a stack of its own: a circle may be ten thousand types long.</summary>
    private void Walk(InputObjectType start, HashSet<InputObjectType> seen)
    {
        if (!seen.Add(start))
            return;
        var path = new List<(InputObjectType Type, int Next)> { (start, 0) };
        var places = new Dictionary<InputObjectType, int> { [start] = 0 };
        while (path.Count > 0 && !errors.IsFull)
        {
            var (type, next) = path[^1];
            var needed = targets[type];
            if (next == needed.Count)
            {
                path.RemoveAt(path.Count - 1);
                places.Remove(type);
                continue;
            }

            path[^1] = (type, next + 1);
            var target = needed[next].Target;
            if (finite.Contains(target))
                continue;
            if (places.TryGetValue(target, out var from))
                Report(target, path, from);
            else if (seen.Add(target))
            {
                places[target] = path.Count;
                path.Add((target, 0));
            }
        }
    }

    private void Report(InputObjectType target, List<(InputObjectType Type, int Next)> path, int from)
    {
        var fields = path.Skip(from).Take(SchemaErrors.MostPlaces).Select(step => (step.Type, targets[step.Type][step.Next - 1].Field)).ToArray();
        var through = string.Join(", ", fields.Select(f => $"{f.Type}.{f.Field.Name}")) + (path.Count - from > fields.Length ? ", …" : "");
        errors.Add($"The input type {target} has no value that ends, because it needs itself through {through}.", [.. fields.Select(f => draft.InputNodes[f.Field])]);
    }
}

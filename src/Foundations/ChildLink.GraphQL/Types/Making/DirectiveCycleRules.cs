using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>
/// Directives do not refer to themselves (section 3.13): their arguments bear no directive, and are of no type that bears one anywhere
/// inside, that leads back. Finds strongly connected parts of the graph of directives and types (Tarjan 1972), without recursion.
/// </summary>
internal sealed class DirectiveCycleRules(SdlIndex index, SchemaErrors errors)
{
    private readonly Dictionary<string, List<string>> edges = [];
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, int> lows = [];
    private readonly HashSet<string> open = [];
    private readonly Stack<string> stack = new();

    public void Check()
    {
        var byName = index.DirectiveDefinitions.ToDictionary(d => "@" + d.Name.Value);
        foreach (var directive in index.DirectiveDefinitions)
            edges["@" + directive.Name.Value] = [.. directive.Arguments.SelectMany(Of).Distinct()];
        foreach (var type in index.TypeDefinitions)
            edges[type.Name.Value] = [.. index.Parts(type).SelectMany(Of).Distinct()];
        foreach (var name in byName.Keys)
        {
            if (numbers.ContainsKey(name) || errors.IsFull)
                continue;
            foreach (var circle in Circles(name))
            {
                foreach (var directive in circle.Where(byName.ContainsKey).Select(d => byName[d]).OrderBy(d => d.Span.Start))
                    errors.Add($"The directive \"@{directive.Name}\" must not refer to itself, directly or through others.", directive);
            }
        }
    }

    private static IEnumerable<string> Of(TypeDefinitionNode type) => type.Directives.Select(d => "@" + d.Name.Value).Concat(type switch
    {
        InputObjectTypeDefinitionNode input => input.Fields.SelectMany(Of),
        EnumTypeDefinitionNode names => names.Values.SelectMany(v => v.Directives).Select(d => "@" + d.Name.Value),
        _ => [],
    });

    private static IEnumerable<string> Of(InputValueDefinitionNode input) =>
        input.Directives.Select(d => "@" + d.Name.Value).Append(TypeReference.Named(input.Type).Name.Value);

    /// <summary>Connected parts reachable from a name that are circles: of several names, or of one that leads to itself.</summary>
    private List<HashSet<string>> Circles(string start)
    {
        var circles = new List<HashSet<string>>();
        var work = new Stack<(string Name, int Next)>();
        Open(start, work);
        while (work.TryPop(out var step))
        {
            var (name, next) = step;
            var leads = edges.GetValueOrDefault(name) ?? [];
            if (next < leads.Count)
            {
                work.Push((name, next + 1));
                if (!numbers.TryGetValue(leads[next], out var number))
                    Open(leads[next], work);
                else if (open.Contains(leads[next]))
                    lows[name] = Math.Min(lows[name], number);
                continue;
            }

            if (work.TryPeek(out var parent))
                lows[parent.Name] = Math.Min(lows[parent.Name], lows[name]);
            if (lows[name] != numbers[name])
                continue;
            var part = Close(name);
            if (part.Count > 1 || leads.Contains(name))
                circles.Add(part);
        }

        return circles;
    }

    private void Open(string name, Stack<(string Name, int Next)> work)
    {
        numbers[name] = lows[name] = numbers.Count;
        open.Add(name);
        stack.Push(name);
        work.Push((name, 0));
    }

    private HashSet<string> Close(string name)
    {
        var part = new HashSet<string>();
        string popped;
        do
        {
            popped = stack.Pop();
            open.Remove(popped);
            part.Add(popped);
        }
        while (popped != name);

        return part;
    }
}

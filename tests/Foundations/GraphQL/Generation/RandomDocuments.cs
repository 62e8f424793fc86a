using System.Globalization;
using System.Text;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Generates valid executable documents for a schema.</summary>
public sealed class RandomDocuments(Schema schema, Random random)
{
    /// <summary>Stands, followed by the type's name and a line feed, at the head of every selection set: a comment where mutations can add selections.</summary>
    public const string Mark = "#on ";

    private const int MaxDepth = 4;
    private readonly List<(string Name, CompositeType Type, string Text)> fragments = [];
    private readonly HashSet<string> spread = [];
    private readonly Dictionary<string, bool> hasOneType = [];
    private readonly Dictionary<CompositeType, CompositeType[]> overlaps = [];
    private readonly RandomValues values = new(random);
    private int names;

    /// <summary>A document of one operation with variables or several without, and of fragments that all are used.</summary>
    public string Next()
    {
        fragments.Clear();
        spread.Clear();
        var count = random.Next(4) == 0 ? random.Next(2, 4) : 1;
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(Operation(count > 1));
        foreach (var fragment in fragments.Where(f => spread.Contains(f.Name)))
            text.Append(fragment.Text);
        return text.ToString();
    }

    private string Operation(bool isNamed)
    {
        var kinds = Enum.GetValues<OperationKind>().Where(k => schema.Root(k) is not null).ToArray();
        var kind = random.Next(3) == 0 ? kinds[random.Next(kinds.Length)] : OperationKind.Query;
        values.Begin(allowVariables: !isNamed);
        var root = schema.Root(kind)!;
        var selections = kind == OperationKind.Subscription ? $"{{ {Mark}{root}\n{Field(root, 1)} }}" : Selections(root, 0);
        var variables = values.Definitions();
        var shorthand = kind == OperationKind.Query && !isNamed && variables.Length == 0 && random.Next(2) == 0;
        return shorthand ? selections + "\n" : $"{kind.ToString().ToLowerInvariant()} {(isNamed || random.Next(2) == 0 ? Fresh("Op") : "")}{variables} {selections}\n";
    }

    private string Selections(CompositeType parent, int depth)
    {
        var text = new StringBuilder("{ ").Append(Mark).Append(parent.Name).Append('\n');
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text.Append(random.Next(10) switch
            {
                0 when depth < MaxDepth => Inline(parent, depth + 1),
                1 when depth < MaxDepth => Spread(parent, depth + 1),
                _ => Field(parent, depth + 1),
            });
            text.Append(random.Next(3) == 0 ? ",\n" : " ");
        }

        return text.Append('}').ToString();
    }

    private string Field(CompositeType parent, int depth)
    {
        var choices = parent is FieldsType type ? type.Fields.Where(f => depth < MaxDepth || f.Type.Named is not CompositeType).ToArray() : [];
        if (choices.Length == 0 || (random.Next(12) == 0 && parent != schema.Subscription))
            return Condition("__typename");
        var field = choices[random.Next(choices.Length)];
        var arguments = Arguments(field.Arguments);
        var alias = arguments.Length > 0 || random.Next(3) == 0 || !HasOneType(field.Name) ? Fresh("k") + ": " : "";
        var below = field.Type.Named is CompositeType composite ? " " + Selections(composite, depth) : "";
        var text = alias + field.Name + arguments;
        return (parent == schema.Subscription ? text : Condition(text)) + below;
    }

    // Only then no other field can conflict with it when it has no alias.
    private bool HasOneType(string name)
    {
        if (!hasOneType.TryGetValue(name, out var known))
            hasOneType[name] = known = schema.Types.Values.OfType<FieldsType>().Select(t => t.ByName.GetValueOrDefault(name)?.Type).Where(t => t is not null).Distinct().Count() == 1;
        return known;
    }

    private string Inline(CompositeType parent, int depth)
    {
        var condition = random.Next(4) == 0 ? parent : Overlapping(parent);
        var word = condition == parent && random.Next(2) == 0 ? "..." : "... on " + condition.Name;
        return Condition(word) + " " + Selections(condition, depth);
    }

    private string Spread(CompositeType parent, int depth)
    {
        var known = fragments.Where(f => Overlap(f.Type, parent)).ToArray();
        if (known.Length == 0 || random.Next(3) == 0)
        {
            var type = Overlapping(parent);
            var name = Fresh("F");
            var text = $"fragment {name} on {type.Name} {Selections(type, depth)}\n";
            fragments.Add((name, type, text));
            known = [fragments[^1]];
        }

        var chosen = known[random.Next(known.Length)];
        Use(chosen.Name);
        return Condition("..." + chosen.Name);
    }

    private void Use(string name)
    {
        if (!spread.Add(name))
            return;
        foreach (var inner in fragments.Where(f => fragments.First(o => o.Name == name).Text.Contains("..." + f.Name + " ", StringComparison.Ordinal)))
            Use(inner.Name);
    }

    private CompositeType Overlapping(CompositeType parent)
    {
        var types = Overlaps(parent);
        return types[random.Next(types.Length)];
    }

    private bool Overlap(CompositeType first, CompositeType second) => Overlaps(first).Contains(second);

    private CompositeType[] Overlaps(CompositeType type)
    {
        if (!overlaps.TryGetValue(type, out var known))
        {
            overlaps[type] = known =
            [
                .. schema.PossibleTypes.Keys
                    .Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && schema.PossibleTypes[t].Intersect(schema.PossibleTypes[type]).Any())
                    .OrderBy(t => t.Name, StringComparer.Ordinal),
            ];
        }

        return known;
    }

    private string Arguments(IReadOnlyCollection<InputValue> arguments)
    {
        var given = arguments.Where(a => a.IsRequired || random.Next(3) == 0).Select(a => $"{a.Name}: {values.Value(a.Type, a.DefaultValue is not null, false, 0)}").ToArray();
        return given.Length == 0 ? "" : $"({string.Join(", ", given)})";
    }

    private string Condition(string selection) => random.Next(12) switch
    {
        0 => $"{selection} @skip(if: {values.Value(schema.Directives["skip"].Arguments[0].Type, false, false, 0)})",
        1 => $"{selection} @include(if: true)",
        _ => selection + " ",
    };

    private string Fresh(string prefix) => prefix + (names++).ToString(CultureInfo.InvariantCulture);
}

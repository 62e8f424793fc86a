using System.Collections.Immutable;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Generates syntax trees of every kind of node; they mean nothing, and only what a text can hold is made.</summary>
public sealed partial class RandomSyntax(Random random)
{
    private static readonly string[] Names = ["a", "b", "_", "__c", "on", "type", "query", "fragment", "input", "Long_Name9", "implements", "repeatable", "extend"];
    private static readonly string[] Texts = ["", "text", "\"", "\\", "a\nb", "\t\b\f\r\n", "\0\u0001\u007F\u0085", "山田 😀", "\"\"\"", "\\u0041", " lead", "tail ", "  a\n b", "a\r\nb", "#c", "é\u2028", "x\\\"\"\"y\"", "a\n\n  b\nc"];

    /// <summary>A document of one to four definitions.</summary>
    public DocumentNode Document() => new(Many(1, 4, Definition), default);

    private DefinitionNode Definition() => random.Next(3) switch
    {
        0 => new FragmentDefinitionNode(Description(), FragmentName(), Named(), Directives(false), Selections(0), default),
        1 => Operation(),
        _ => TypeSystem(),
    };

    private OperationDefinitionNode Operation() => random.Next(4) == 0
        ? new OperationDefinitionNode(null, OperationKind.Query, null, [], [], Selections(0), default)
        : new OperationDefinitionNode(
            Description(), Pick(Enum.GetValues<OperationKind>()), random.Next(2) == 0 ? Name() : null, Many(0, 3, Variable), Directives(false), Selections(0), default);

    private VariableDefinitionNode Variable() => new(Description(), new VariableNode(Name(), default), Type(), Maybe(() => Value(true, 0)), Directives(true), default);

    private SelectionSetNode Selections(int depth) => new(Many(1, 3, () => Selection(depth)), default);

    private SelectionNode Selection(int depth) => random.Next(5) switch
    {
        0 => new FragmentSpreadNode(FragmentName(), Directives(false), default),
        1 when depth < 3 => new InlineFragmentNode(Maybe(Named), Directives(false), Selections(depth + 1), default),
        _ => new FieldNode(random.Next(3) == 0 ? Name() : null, Name(), Arguments(false), Directives(false), depth < 3 ? Maybe(() => Selections(depth + 1)) : null, default),
    };

    private ImmutableArray<DirectiveNode> Directives(bool isConstant) => Many(0, random.Next(3) == 0 ? 2 : 0, () => new DirectiveNode(Name(), Arguments(isConstant), default));

    private ImmutableArray<ArgumentNode> Arguments(bool isConstant) => Many(0, random.Next(2) == 0 ? 3 : 0, () => new ArgumentNode(Name(), Value(isConstant, 0), default));

    private ValueNode Value(bool isConstant, int depth) => random.Next(depth < 3 ? 9 : 7) switch
    {
        0 when !isConstant => new VariableNode(Name(), default),
        1 => new IntValueNode(Pick(["0", "-0", "12", "-99999999999999999999"]), default),
        2 => new FloatValueNode(Pick(["0.0", "-1.5e10", "1E-3", "2e+0"]), default),
        3 => Text(),
        4 => new BooleanValueNode(random.Next(2) == 0, default),
        5 => new NullValueNode(default),
        7 => new ListValueNode(Many(0, 3, () => Value(isConstant, depth + 1)), default),
        8 => new ObjectValueNode(Many(0, 3, () => new ObjectFieldNode(Name(), Value(isConstant, depth + 1), default)), default),
        _ => new EnumValueNode(Name().Value, default),
    };

    // A block string is one that a block can hold: a text that came out of one.
    private StringValueNode Text()
    {
        var text = Pick(Texts) + (random.Next(2) == 0 ? Pick(Texts) : "");
        if (random.Next(2) == 0)
            return new StringValueNode(text, false, default);
        var block = GraphQLParser.Parse(SourceText.Utf8($"{{ a(b: \"\"\"{text.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal)}\n\"\"\") }}")).Document;
        var field = (FieldNode?)((OperationDefinitionNode?)block?.Definitions[0])?.SelectionSet.Selections[0];
        return new StringValueNode(((StringValueNode?)field?.Arguments[0].Value)?.Value ?? text, block is not null, default);
    }

    private Description? Description() => random.Next(3) == 0 && Text() is var text ? new Description(text.Value, text.IsBlock, default) : null;

    private TypeNode Type() => random.Next(4) switch
    {
        0 => new ListTypeNode(Type(), default),
        1 => new NonNullTypeNode(random.Next(2) == 0 ? Named() : new ListTypeNode(Type(), default), default),
        _ => Named(),
    };

    private NamedTypeNode Named() => new(Name());

    private Name Name() => new(Pick(Names), default);

    private Name FragmentName() => new(Pick(Names) is var name && name == "on" ? "f" : name, default);

    private T? Maybe<T>(Func<T> make)
        where T : class => random.Next(2) == 0 ? make() : null;

    private ImmutableArray<T> Many<T>(int atLeast, int atMost, Func<T> make) => [.. Enumerable.Range(0, random.Next(atLeast, atMost + 1)).Select(_ => make())];

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}

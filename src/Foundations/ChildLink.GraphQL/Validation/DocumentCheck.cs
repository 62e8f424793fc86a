using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>
/// One walk over a document that checks every rule whose answer lies at hand and notes what the others need:
/// a visitor per rule would walk the same tree two dozen times.
/// </summary>
internal sealed partial class DocumentCheck
{
    private readonly Schema schema;
    private readonly DocumentNode document;
    private readonly ErrorList errors;
    private readonly Dictionary<string, FragmentFacts> fragments = [];
    private readonly List<FragmentFacts> fragmentList = [];
    private readonly List<OperationFacts> operations = [];
    private readonly OverlappingFields overlaps;
    private DefinitionFacts current = null!;

    public DocumentCheck(Schema schema, DocumentNode document, ErrorList errors)
    {
        this.schema = schema;
        this.document = document;
        this.errors = errors;
        overlaps = new OverlappingFields(schema, fragments, errors);
    }

    /// <summary>Checks the document.</summary>
    /// <exception cref="ValidationStoppedException">A limit was reached.</exception>
    public void Run()
    {
        FindFragments();
        var next = 0;
        foreach (var definition in document.Definitions)
        {
            errors.Spend(1);
            switch (definition)
            {
                case OperationDefinitionNode operation:
                    Operation(operation);
                    break;
                case FragmentDefinitionNode:
                    Fragment(fragmentList[next++]);
                    break;
                default:
                    NotExecutable((TypeSystemDefinitionNode)definition);
                    break;
            }
        }

        OperationNames();
        Closures();
        new FragmentCycles(fragmentList, fragments, errors).Check();
    }

    private void FindFragments()
    {
        Dictionary<string, Name>? first = null;
        foreach (var definition in document.Definitions)
        {
            if (definition is not FragmentDefinitionNode node)
                continue;
            var facts = new FragmentFacts(node, schema.Types.GetValueOrDefault(node.TypeCondition.Name.Value) as CompositeType);
            fragmentList.Add(facts);
            first ??= [];
            if (!first.TryAdd(node.Name.Value, node.Name))
                errors.Add(ValidationRules.UniqueFragmentNames, $"There can be only one fragment named \"{node.Name.Value}\".", first[node.Name.Value].Span, node.Name.Span);
            fragments[node.Name.Value] = facts;
        }
    }

    private void NotExecutable(TypeSystemDefinitionNode definition)
    {
        var name = definition switch
        {
            TypeDefinitionNode type => $"\"{type.Name.Value}\"",
            DirectiveDefinitionNode directive => $"\"{directive.Name.Value}\"",
            _ => "schema",
        };
        errors.Add(ValidationRules.ExecutableDefinitions, $"The {name} definition is not executable.", definition.Span);
    }

    private void OperationNames()
    {
        if (operations.Count < 2)
            return;
        var first = new Dictionary<string, Name>();
        foreach (var operation in operations)
        {
            if (operation.Node.Name is not { } name)
                errors.Add(ValidationRules.LoneAnonymousOperation, "This anonymous operation must be the only defined operation.", operation.Node.Span);
            else if (!first.TryAdd(name.Value, name))
                errors.Add(ValidationRules.UniqueOperationNames, $"There can be only one operation named \"{name.Value}\".", first[name.Value].Span, name.Span);
        }
    }
}

namespace ChildLink.GraphQL.Validation;

/// <summary>Names of the rules of section 5, as <see cref="GraphQLError.Rule"/> gives them.</summary>
public static class ValidationRules
{
    public const string ExecutableDefinitions = nameof(ExecutableDefinitions);
    public const string KnownOperationTypes = nameof(KnownOperationTypes);
    public const string UniqueOperationNames = nameof(UniqueOperationNames);
    public const string LoneAnonymousOperation = nameof(LoneAnonymousOperation);
    public const string SingleFieldSubscriptions = nameof(SingleFieldSubscriptions);
    public const string KnownTypeNames = nameof(KnownTypeNames);
    public const string FragmentsOnCompositeTypes = nameof(FragmentsOnCompositeTypes);
    public const string VariablesAreInputTypes = nameof(VariablesAreInputTypes);
    public const string ScalarLeafs = nameof(ScalarLeafs);
    public const string FieldsOnCorrectType = nameof(FieldsOnCorrectType);
    public const string UniqueFragmentNames = nameof(UniqueFragmentNames);
    public const string KnownFragmentNames = nameof(KnownFragmentNames);
    public const string NoUnusedFragments = nameof(NoUnusedFragments);
    public const string PossibleFragmentSpreads = nameof(PossibleFragmentSpreads);
    public const string NoFragmentCycles = nameof(NoFragmentCycles);
    public const string UniqueVariableNames = nameof(UniqueVariableNames);
    public const string NoUndefinedVariables = nameof(NoUndefinedVariables);
    public const string NoUnusedVariables = nameof(NoUnusedVariables);
    public const string KnownDirectives = nameof(KnownDirectives);
    public const string UniqueDirectivesPerLocation = nameof(UniqueDirectivesPerLocation);
    public const string KnownArgumentNames = nameof(KnownArgumentNames);
    public const string UniqueArgumentNames = nameof(UniqueArgumentNames);
    public const string ValuesOfCorrectType = nameof(ValuesOfCorrectType);
    public const string ProvidedRequiredArguments = nameof(ProvidedRequiredArguments);
    public const string VariablesInAllowedPosition = nameof(VariablesInAllowedPosition);
    public const string OverlappingFieldsCanBeMerged = nameof(OverlappingFieldsCanBeMerged);
    public const string UniqueInputFieldNames = nameof(UniqueInputFieldNames);

    /// <summary>Not of section 5: lists of introspection within each other, three deep, are an attack and never a tool's question.</summary>
    public const string MaxIntrospectionDepth = nameof(MaxIntrospectionDepth);

    /// <summary>Checking stopped at <see cref="ValidationLimits"/>.</summary>
    public const string Limits = nameof(Limits);
}

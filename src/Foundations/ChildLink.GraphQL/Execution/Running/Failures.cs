using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Failures that the engine itself finds in what resolvers give. They never hold the value.</summary>
internal static class Failures
{
    /// <summary>The code that HotChocolate gives for null in a non-null place.</summary>
    private const string NullInNonNull = "HC0018";

    public static FieldFailure NonNull(Field field) => new($"Cannot return null for the non-null field \"{field}\".", NullInNonNull);

    public static FieldFailure NoList(Field field) => new($"The value of the field \"{field}\" is not a list.");

    public static FieldFailure NoType(Field field) => new($"A value of the field \"{field}\" is of no object type that \"{field.Type.Named}\" can be.");
}

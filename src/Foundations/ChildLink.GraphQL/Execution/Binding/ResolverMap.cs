using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Resolvers by schema coordinate, how abstract types tell their concrete ones, and forms of custom scalars. Filled once, before <see cref="ExecutableSchema.Create"/>.</summary>
public sealed class ResolverMap
{
    private readonly Dictionary<string, FieldResolver> fields = [];
    private readonly Dictionary<string, Func<object, string?>> types = [];
    private readonly Dictionary<string, IScalarForm> scalars = [];
    private readonly HashSet<string> written = [];

    internal IReadOnlyDictionary<string, FieldResolver> Fields => fields;

    internal IReadOnlyDictionary<string, Func<object, string?>> Types => types;

    internal IReadOnlyDictionary<string, IScalarForm> Scalars => scalars;

    internal IReadOnlySet<string> Written => written;

    /// <summary>Binds a field.</summary>
    /// <param name="coordinate">A field of an object type, <c>Query.children</c>; fields of interfaces are not bound.</param>
    /// <param name="resolver">Its resolver.</param>
    /// <exception cref="ArgumentException">It is bound already.</exception>
    public ResolverMap Bind(string coordinate, FieldResolver resolver)
    {
        fields.Add(coordinate, resolver);
        return this;
    }

    /// <summary>Binds an interface or union.</summary>
    /// <param name="abstractType">Its name.</param>
    /// <param name="typeName">Gives the name of the object type of a value (never null itself); null or a name that is no possible type is an error of the field.</param>
    /// <exception cref="ArgumentException">It is bound already.</exception>
    public ResolverMap BindType(string abstractType, Func<object, string?> typeName)
    {
        types.Add(abstractType, typeName);
        return this;
    }

    /// <summary>Binds a custom scalar; one that is not bound takes and gives any value (<see cref="LosslessForm"/>).</summary>
    /// <param name="scalar">Its name.</param>
    /// <param name="form">How its values come in and go out.</param>
    /// <exception cref="ArgumentException">It is bound already.</exception>
    public ResolverMap BindScalar(string scalar, IScalarForm form)
    {
        scalars.Add(scalar, form);
        return this;
    }

    /// <summary>Binds an object type whose objects are written by <see cref="FieldResolver.Subtree"/> resolvers only: its fields are not bound.</summary>
    /// <param name="objectType">Its name.</param>
    /// <exception cref="ArgumentException">It is bound already.</exception>
    public ResolverMap BindWritten(string objectType)
    {
        if (!written.Add(objectType))
            throw new ArgumentException($"'{objectType}' is bound already.", nameof(objectType));
        return this;
    }
}

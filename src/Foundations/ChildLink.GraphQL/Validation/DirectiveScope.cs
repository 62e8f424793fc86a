using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>Operations as directives and messages see them.</summary>
internal static class DirectiveScope
{
    public static DirectiveLocation Of(OperationKind kind) => kind switch
    {
        OperationKind.Query => DirectiveLocation.Query,
        OperationKind.Mutation => DirectiveLocation.Mutation,
        _ => DirectiveLocation.Subscription,
    };

    public static string Word(OperationKind kind) => kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        _ => "subscription",
    };
}

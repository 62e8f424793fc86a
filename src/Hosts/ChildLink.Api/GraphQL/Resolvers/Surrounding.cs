using ChildLink.Api.Rest;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>A place of a document that asks for something around rows about children.</summary>
/// <param name="Path">Where it stands in the answer.</param>
/// <param name="Operation">The operation whose purposes open it, or null for all.</param>
/// <param name="Selection">What is asked of the rows there; null where they are those around which it lies.</param>
/// <param name="Below">What is asked around the rows there.</param>
internal sealed record Surrounding(string Path, Operation? Operation, ChildSelection? Selection, IReadOnlyList<Surrounding> Below);

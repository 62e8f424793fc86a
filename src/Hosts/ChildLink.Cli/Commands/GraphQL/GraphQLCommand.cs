using System.CommandLine;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary><c>childlink graphql</c>: schemas and documents without a municipality, a database or a server.</summary>
internal static class GraphQLCommand
{
    public static Command Create(Workbench bench) => new("graphql", "Check and execute GraphQL documents against a schema, without a server.")
    {
        ValidateCommand.Create(bench),
        ExecuteCommand.Create(bench),
    };
}

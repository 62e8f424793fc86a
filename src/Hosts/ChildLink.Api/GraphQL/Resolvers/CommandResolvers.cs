using ChildLink.Api.Problems;
using ChildLink.GraphQL.Execution;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Why a command was not done: an error of its payload, for the program that asked.</summary>
/// <param name="Type">Object type of the error.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">In words, without any value.</param>
/// <param name="Field">The input or rule that it is about, or null.</param>
/// <param name="Version">The present version where somebody else was faster, or null.</param>
internal sealed record CommandError(string Type, string Code, string Message, string? Field = null, long? Version = null)
{
    public static CommandError Invalid(string field, string message) => new("InvalidInputError", ProblemCode.Malformed.Code, message, field);

    public static CommandError Of(string type, ProblemCode problem) => new(type, problem.Code, problem.English);

    public static CommandError Conflict(long version) => new("ConflictError", ProblemCode.Conflict.Code, FormattableString.Invariant($"{ProblemCode.Conflict.English} The version is {version} now."), Version: version);

    /// <summary>Whoever proposed something or receives something by it cannot decide on it.</summary>
    public static CommandError SamePerson { get; } = Of("SamePersonError", ProblemCode.SamePerson);

    /// <summary>Somebody decided before.</summary>
    public static CommandError Decided { get; } = Of("AlreadyDecidedError", ProblemCode.AssignmentDecided);

    public static CommandError NotFound { get; } = Of("NotFoundError", ProblemCode.NotFound);
}

/// <summary>What a command came to: its value, or errors.</summary>
internal sealed record Payload(object? Value, IReadOnlyList<CommandError>? Errors)
{
    public static Payload Of(object value) => new(value, null);

    public static Payload Failed(CommandError error) => new(null, [error]);
}

/// <summary>Binds payloads and their errors.</summary>
internal static class CommandResolvers
{
    private static readonly string[] Errors =
    [
        "InvalidInputError",
        "NotFoundError",
        "AlreadySharedError",
        "RunNotShareableError",
        "JobRunningError",
        "RecordsRefusedError",
        "ClientKeyReusedError",
        "ConflictError",
        "SamePersonError",
        "AlreadyDecidedError",
        "CaseStateError",
        "PolicyChangedError",
        "PolicyAlreadyAdoptedError",
        "SheetRefusedError",
        "RunFrozenError",
        "EmergencyOpenError",
        "EmergencyReviewedError",
        "PersonRequiredError",
        "AlreadyGrantedError",
        "GrantNotPossibleError",
    ];

    public static void BindErrors(SchemaMap map)
    {
        foreach (var type in Errors)
            map.Fields<CommandError>(type, ("code", e => e.Code), ("message", e => e.Message));
        map.Fields<CommandError>("InvalidInputError", ("field", e => e.Field));
        map.Fields<CommandError>("ConflictError", ("version", e => e.Version));
        map.Fields<CommandError>("RecordsRefusedError", ("rule", e => e.Field));
    }

    /// <summary>Binds the payload of a command and the union of its errors.</summary>
    public static void BindPayload(SchemaMap map, string command, string value)
    {
        map.Resolvers.Bind($"{command}Payload.{value}", FieldResolver.Value<Payload>(p => p.Value));
        map.Resolvers.Bind($"{command}Payload.errors", FieldResolver.Value<Payload>(p => p.Errors));
        map.Resolvers.BindType($"{command}Error", error => ((CommandError)error).Type);
    }
}

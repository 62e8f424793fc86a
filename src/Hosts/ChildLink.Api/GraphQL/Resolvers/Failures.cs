using ChildLink.Api.Problems;
using ChildLink.GraphQL.Execution;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Failures of fields with the codes and texts of the other door.</summary>
internal static class Failures
{
    /// <summary>Role and purpose do not include the operation.</summary>
    public static FieldFailure NotAllowed { get; } = new(ProblemCode.OperationNotAllowed.English, ProblemCode.OperationNotAllowed.Code);

    /// <summary>A second person decides, and a program is between.</summary>
    public static FieldFailure PersonRequired { get; } = new(ProblemCode.PersonRequired.English, ProblemCode.PersonRequired.Code);

    /// <summary>The failure for a refused question.</summary>
    public static FieldFailure Of(ViewOutcome fault) => fault switch
    {
        ViewOutcome.Refused refused => new FieldFailure(ProblemCode.OfRefusal(refused.Code).English, refused.Code),
        ViewOutcome.Malformed malformed => new FieldFailure($"{ArgumentOf(malformed.Field)} {malformed.Message}", ProblemCode.Malformed.Code),
        _ => throw new ArgumentException("Not a failure.", nameof(fault)),
    };

    /// <summary>Views speak in the words of REST.</summary>
    private static string ArgumentOf(string field) => field switch
    {
        "size" => "first",
        "cursor" => "after",
        "school" => "schoolCode",
        _ => field,
    };
}

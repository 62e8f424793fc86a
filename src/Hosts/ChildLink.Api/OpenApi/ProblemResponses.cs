using System.Globalization;
using ChildLink.Api.Authentication;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Every problem an operation can answer, by status, each code with its text in both languages.</summary>
internal static class ProblemResponses
{
    private const string ContentType = "application/problem+json";
    private const string Unauthorized = "Unauthorized";

    private static readonly string[] TokenCodes =
    [
        TokenVerdict.Codes.Missing, TokenVerdict.Codes.Malformed, TokenVerdict.Codes.AlgorithmRefused, TokenVerdict.Codes.KeyUnknown,
        TokenVerdict.Codes.SignatureInvalid, TokenVerdict.Codes.IssuerInvalid, TokenVerdict.Codes.AudienceInvalid, TokenVerdict.Codes.Expired,
        TokenVerdict.Codes.NotYetValid, TokenVerdict.Codes.LifetimeInvalid, TokenVerdict.Codes.ClaimsMalformed,
    ];

    private static readonly ProblemCode[] Always =
    [
        ProblemCode.Internal, ProblemCode.DatabaseUnavailable, ProblemCode.LogUnavailable, ProblemCode.PolicyNotAdopted, ProblemCode.PolicyBehind,
        TokenProblem.OfAnotherPlace, TokenProblem.Undecided,
    ];

    private static readonly ProblemCode[] WithPurpose =
    [
        ProblemCode.Malformed, ProblemCode.PurposeRequired, ProblemCode.OperationNotAllowed, ProblemCode.AnswerTooLarge,
        ProblemCode.OfRefusal(Admission.Codes.NotAssigned), ProblemCode.OfRefusal(Admission.Codes.ClientNotAssigned), ProblemCode.OfRefusal(Admission.Codes.RoleAmbiguous),
        ProblemCode.OfRefusal(Admission.Codes.InstitutionAmbiguous), ProblemCode.OfRefusal(Admission.Codes.PurposeNotAllowed),
        ProblemCode.OfRefusal(Admission.Codes.MultiFactorRequired), ProblemCode.OfRefusal(Admission.Codes.InstitutionRequired),
        ProblemCode.OfRefusal(Admission.Codes.ContextNotAllowed),
    ];

    private static readonly ProblemCode[] WithBody = [ProblemCode.BodyTooLarge, ProblemCode.BodyTooSlow];

    /// <summary>Sets of problems that many operations answer; the document says them once.</summary>
    private static readonly (string Name, ProblemCode[] Problems)[] Shared =
    [
        ("Malformed", [ProblemCode.Malformed, ProblemCode.PurposeRequired]),
        ("NotAdmitted", [TokenProblem.OfAnotherPlace, .. WithPurpose.Where(p => p.Status == StatusCodes.Status403Forbidden)]),
        ("NotFound", [ProblemCode.NotFound]),
        ("AnswerTooLarge", [ProblemCode.AnswerTooLarge]),
        ("InternalError", [ProblemCode.Internal]),
        ("Unavailable",
        [
            ProblemCode.DatabaseUnavailable, ProblemCode.LogUnavailable, ProblemCode.PolicyNotAdopted, ProblemCode.PolicyBehind, TokenProblem.Undecided,
        ]),
    ];

    public static Dictionary<string, IOpenApiResponse> Components(OpenApiDocument document)
    {
        var components = Shared.ToDictionary(s => s.Name, IOpenApiResponse (s) => Response(s.Problems[0].Status, s.Problems, document), StringComparer.Ordinal);
        components.Add(Unauthorized, Response(
            StatusCodes.Status401Unauthorized, "An access token is missing or not valid. / アクセストークンがないか無効です。", TokenCodes, document));
        return components;
    }

    /// <summary>Statuses with their responses, in order of the status.</summary>
    public static IEnumerable<(string Status, IOpenApiResponse Response)> Of(DocumentedOperation documented, OpenApiDocument document)
    {
        ProblemCode[] problems =
        [
            .. documented.Problems, .. Always,
            .. documented.Operation.Purposes.Length > 0 ? WithPurpose : [],
            .. documented.Operation.InPerson ? [ProblemCode.PersonRequired] : Array.Empty<ProblemCode>(),
            .. documented.Body is null && documented.FileBody.Count == 0 ? [] : WithBody,
        ];
        var responses = new SortedDictionary<int, IOpenApiResponse> { [StatusCodes.Status401Unauthorized] = new OpenApiResponseReference(Unauthorized, document) };
        foreach (var status in problems.GroupBy(p => p.Status))
        {
            var codes = status.ToHashSet();
            responses[status.Key] = Array.Find(Shared, s => codes.SetEquals(s.Problems)) is { Name: { } name }
                ? new OpenApiResponseReference(name, document)
                : Response(status.Key, [.. codes], document);
        }

        return responses.Select(r => (r.Key.ToString(CultureInfo.InvariantCulture), r.Value));
    }

    private static OpenApiResponse Response(int status, ProblemCode[] problems, OpenApiDocument document)
    {
        ProblemCode[] inOrder = [.. problems.OrderBy(p => p.Code, StringComparer.Ordinal)];
        return Response(status, string.Join('\n', inOrder.Select(p => $"- `{p.Code}`: {p.English} / {p.Japanese}")), [.. inOrder.Select(p => p.Code)], document);
    }

    private static OpenApiResponse Response(int status, string description, string[] codes, OpenApiDocument document) => new()
    {
        Description = description,
        Headers = SharedHeaders.OfProblem(status, document),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [ContentType] = new OpenApiMediaType { Schema = Narrowed(codes) } },
    };

    private static OpenApiSchema Narrowed(string[] codes) => new()
    {
        AllOf =
        [
            Shape.Ref(SharedSchemas.Problem),
            new OpenApiSchema { Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["code"] = Shape.Word(null, codes) } },
        ],
    };
}

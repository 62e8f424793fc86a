using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Api.Rest;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Turns a documented operation into the operation of the document.</summary>
internal static class OperationWriting
{
    /// <summary>Extension that lists the purposes under which the operation exists.</summary>
    private const string PurposesExtension = "x-purposes";

    private const string JsonType = "application/json";

    public static OpenApiOperation Write(DocumentedOperation documented, OpenApiDocument document)
    {
        var operation = documented.Operation;
        var written = new OpenApiOperation
        {
            OperationId = documented.Id,
            Summary = documented.English,
            Description = documented.Detail is { } detail ? $"{documented.Japanese}\n\n{detail}" : documented.Japanese,
            Tags = new HashSet<OpenApiTagReference> { new(documented.Tag.Name, document) },
            Parameters = [.. documented.Parameters, .. SharedParameters.Of(operation, document)],
            Responses = Responses(documented, document),
        };
        if (documented.Body is { } body)
            written.RequestBody = new OpenApiRequestBody { Required = true, Content = Json(body) };
        if (documented.FileBody.Count > 0)
            written.RequestBody = new OpenApiRequestBody { Required = true, Content = OfFiles(documented.FileBody) };
        if (operation.Purposes.Length > 0)
        {
            written.Extensions = new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal)
            {
                [PurposesExtension] = new JsonNodeExtension(new JsonArray([.. operation.Purposes.Select(p => JsonValue.Create(p))])),
            };
        }

        return written;
    }

    private static OpenApiResponses Responses(DocumentedOperation documented, OpenApiDocument document)
    {
        var responses = new OpenApiResponses
        {
            [documented.Status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = documented.Status == StatusCodes.Status201Created ? "Done. / 登録しました。" : "The answer. / 応答",
                Headers = SharedHeaders.OfAnswer(document),
                Content = documented.Files.Count > 0 ? OfFiles(documented.Files) : Json(documented.Answer),
            },
        };
        foreach (var (status, response) in ProblemResponses.Of(documented, document))
            responses[status] = response;
        return responses;
    }

    private static Dictionary<string, OpenApiMediaType> OfFiles(IReadOnlyList<string> types) =>
        types.ToDictionary(t => t, _ => new OpenApiMediaType(), StringComparer.Ordinal);

    private static Dictionary<string, OpenApiMediaType> Json(string schema) =>
        new(StringComparer.Ordinal) { [JsonType] = new OpenApiMediaType { Schema = Shape.Ref(schema) } };
}

using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>
/// Writes the whole document. Endpoints answer as plain request delegates, which the framework's own description of an
/// API does not see; so the paths come from the documented operations, and a test holds these to the mapped ones.
/// </summary>
internal sealed class RestDocumentTransformer : IOpenApiDocumentTransformer
{
    private const string Scheme = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = Info();
        document.Servers = [new OpenApiServer { Url = "/", Description = "The server that hands this document out." }];
        document.Tags = new HashSet<OpenApiTag>(DocumentTags.All.Select(t => new OpenApiTag { Name = t.Name, Description = t.Description }));
        document.Components = Components(document);
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        document.Paths = [];
        foreach (var documented in DocumentedOperations.All)
        {
            if (!document.Paths.TryGetValue(documented.Operation.Path, out var item))
                document.Paths[documented.Operation.Path] = item = new OpenApiPathItem();
            ((OpenApiPathItem)item).AddOperation(HttpMethod.Parse(documented.Operation.Method), OperationWriting.Write(documented, document));
        }

        return Task.CompletedTask;
    }

    private static OpenApiInfo Info() => new()
    {
        Title = "ChildLink REST API",
        Version = "1",
        Description = """
            Children, screening results and the records behind them, as far as role, declared purpose and context allow.
            Every answer with a body of data has an entry in the access log before it leaves. What a caller may not see is
            null and named in `extensions.withheld`, whether or not a value exists.

            こどもデータ連携のREST API。役割・利用目的・コンテキストが許す範囲だけを返し、すべての閲覧を記録します。
            閲覧できない項目は値の有無にかかわらずnullとし、`extensions.withheld`に示します。
            """.ReplaceLineEndings("\n"),
        Contact = new OpenApiContact { Name = "ChildLink contributors" },
        License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
    };

    private static OpenApiComponents Components(OpenApiDocument document) => new()
    {
        Schemas = SharedSchemas.All.Concat(ChildSchemas.All).Concat(DataSchemas.All).Concat(ModelSchemas.All).Concat(DecisionSchemas.All).Concat(AssignmentSchemas.All).Concat(EmergencySchemas.All).Concat(NarrowingSchemas.All).Concat(SheetSchemas.All).Concat(CaseSchemas.All).Concat(GrantDocumentation.Schemas).Concat(FigureSchemas.All).Concat(OversightSchemas.All).Concat(PolicySchemas.All)
            .ToDictionary(s => s.Name, IOpenApiSchema (s) => s.Schema, StringComparer.Ordinal),
        Parameters = SharedParameters.Components,
        Responses = ProblemResponses.Components(document),
        Headers = SharedHeaders.Components,
        SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Scheme,
                BearerFormat = "JWT",
                Description = "Access token of the identity provider. It says who calls; what they may do stands in assignments. / 認証基盤のアクセストークン。",
            },
        },
    };
}

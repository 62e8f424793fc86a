using System.Text.Json.Nodes;
using ChildLink.Api.Admitting;
using ChildLink.Api.Rest;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Parameters that many operations take.</summary>
internal static class SharedParameters
{
    private const string Context = "PurposeContext";
    private const string Language = "AcceptLanguage";
    private const int LongestHeader = 100;
    private const int LongestText = 4096;

    public static Dictionary<string, IOpenApiParameter> Components => new(StringComparer.Ordinal)
    {
        [Context] = new OpenApiParameter
        {
            Name = DeclaredUse.ContextHeader,
            In = ParameterLocation.Header,
            Description = "Context of a purpose that shows who a child is: a screening run, a case or a conference. `GET /v1/me` tells which purposes need one. / 利用目的の対象となる判定・ケース・会議",
            Schema = Shape.Text(pattern: "^[a-z-]+:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
        },
        [Language] = new OpenApiParameter
        {
            Name = "Accept-Language",
            In = ParameterLocation.Header,
            Description = "Language of problems: `ja` or `en`; English when neither is named. / エラーの言語",
            Schema = Shape.Text(),
        },
    };

    /// <summary>Headers of an operation.</summary>
    public static IEnumerable<IOpenApiParameter> Of(Operation operation, OpenApiDocument document)
    {
        if (operation.Purposes.Length > 0)
        {
            yield return Purpose(operation);
            yield return new OpenApiParameterReference(Context, document);
        }

        yield return new OpenApiParameterReference(Language, document);
    }

    /// <summary>A parameter of the path.</summary>
    public static OpenApiParameter Path(string name, OpenApiSchema schema, string description) =>
        new() { Name = name, In = ParameterLocation.Path, Required = true, Description = description, Schema = schema };

    /// <summary>A parameter of the query; given once, never empty.</summary>
    public static OpenApiParameter Query(string name, OpenApiSchema schema, string description)
    {
        if (schema is { Type: JsonSchemaType.String, Enum: null, Format: null })
        {
            schema.MinLength = 1;
            schema.MaxLength ??= LongestText;
        }

        return new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };
    }

    /// <summary>A whole number within limits.</summary>
    public static OpenApiParameter Size(string name, int largest, int otherwise, string description) => Query(
        name, new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = Shown(largest), Default = JsonValue.Create(otherwise) }, description);

    /// <summary><c>true</c> or <c>false</c>; false when left out.</summary>
    public static OpenApiParameter Switch(string name, string description) =>
        Query(name, new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = JsonValue.Create(false) }, description);

    /// <summary>Where the page before ended.</summary>
    public static OpenApiParameter Cursor() => Query("cursor", Shape.Text(), "`page.next` of the page before, with every other parameter unchanged. / 続きの位置");

    private static OpenApiParameter Purpose(Operation operation)
    {
        var schema = Shape.Word(null, operation.Purposes);
        schema.MaxLength = LongestHeader;
        return new OpenApiParameter
        {
            Name = DeclaredUse.PurposeHeader,
            In = ParameterLocation.Header,
            Required = true,
            Description = "The purpose for which you ask; your assignment must include it. / 利用目的",
            Schema = schema,
        };
    }

    private static string Shown(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

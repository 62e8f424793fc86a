using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>Body of <c>POST /v1/shares</c>.</summary>
/// <param name="Child">The child, as listed to the steward.</param>
/// <param name="Institution">School code of the institution the child belongs to.</param>
/// <param name="Points">Whether whole points are shared too.</param>
/// <param name="Reason">Why, in words without personal content; 1 to 500 characters.</param>
/// <param name="Until">End, at most a year ahead.</param>
public sealed record ShareBody(Guid Child, string Institution, bool Points, string Reason, DateTimeOffset Until);

/// <summary>Body of <c>POST /v1/assignments</c>.</summary>
/// <param name="Issuer">Issuer of the person's tokens; left out: the caller's own.</param>
/// <param name="Person"><c>sub</c> of the person.</param>
/// <param name="Role">Role.</param>
/// <param name="Institution">Institution, where the role needs one.</param>
/// <param name="Purposes">Purposes.</param>
/// <param name="From">Begin; left out: now.</param>
/// <param name="Until">End.</param>
/// <param name="ApprovedBy">The second person, who approved.</param>
public sealed record AssignmentBody(
    string Person, string Role, IReadOnlyList<string> Purposes, DateTimeOffset Until, string ApprovedBy,
    string? Issuer = null, string? Institution = null, DateTimeOffset? From = null);

/// <summary>Strict reading: unknown members, missing members and nulls are errors that name the member.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(ShareBody))]
[JsonSerializable(typeof(AssignmentBody))]
internal sealed partial class RequestJson : JsonSerializerContext;

/// <summary>Reads JSON bodies.</summary>
internal static class RequestBody
{
    /// <summary>The body, or what is wrong with it; the message never repeats a value.</summary>
    public static async Task<(T? Body, ViewOutcome.Malformed? Fault)> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
            return (null, new ViewOutcome.Malformed("Content-Type", "must be application/json."));
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, ct) is { } body
                ? (body, null)
                : (null, new ViewOutcome.Malformed("body", "must be a JSON object."));
        }
        catch (JsonException e)
        {
            var field = string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "body" : e.Path.TrimStart('$', '.');
            return (null, new ViewOutcome.Malformed(field, $"is not what {typeof(T).Name} needs: see the OpenAPI document."));
        }
    }
}

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

/// <summary>Body of <c>POST /v1/children/search</c>: words that name a person never stand in an address.</summary>
/// <param name="Kana">Which names.</param>
/// <param name="BirthDate">Only births in this range; left out: any.</param>
/// <param name="School">Only this school, by code; left out: any.</param>
/// <param name="Grade">Only this grade; left out: any.</param>
/// <param name="Class">Only this class; left out: any.</param>
/// <param name="Fields">Properties of a child; left out: the default ones.</param>
/// <param name="Order">Order as in a list; left out: kana.</param>
/// <param name="Size">Rows of a page, 1 to 200.</param>
/// <param name="Cursor">Cursor of the next page; left out: the first.</param>
/// <param name="Count">Whether to count all rows.</param>
public sealed record SearchBody(
    KanaBody Kana, BirthDateBody? BirthDate = null, string? School = null, string? Grade = null, string? Class = null,
    IReadOnlyList<string>? Fields = null, string? Order = null, int Size = 50, string? Cursor = null, bool Count = false);

/// <summary>Names by their kana: a beginning, or a range.</summary>
/// <param name="BeginsWith">How the names begin; half-width kana and hiragana count as katakana.</param>
/// <param name="From">First name of the range.</param>
/// <param name="To">Last beginning of the range; names that go on after it belong to it.</param>
public sealed record KanaBody(string? BeginsWith = null, string? From = null, string? To = null);

/// <summary>Days of birth, both ends included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record BirthDateBody(DateOnly From, DateOnly To);

/// <summary>Body of <c>POST /v1/models</c>.</summary>
/// <param name="Plan">A plan that learns.</param>
/// <param name="Until">Last day of the labels; left out: the day the newest register was drawn.</param>
public sealed record TrainingBody(string Plan, DateOnly? Until = null);

/// <summary>Strict reading: unknown members, missing members and nulls are errors that name the member.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(ShareBody))]
[JsonSerializable(typeof(AssignmentBody))]
[JsonSerializable(typeof(SearchBody))]
[JsonSerializable(typeof(TrainingBody))]
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
            return (null, new ViewOutcome.Malformed(field, "is not what this operation needs, or a member is missing: see its body in the OpenAPI document."));
        }
    }
}

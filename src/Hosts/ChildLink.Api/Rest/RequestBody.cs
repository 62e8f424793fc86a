using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChildLink.Api.Rest.Cases;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>Body of <c>POST /v1/shares</c>.</summary>
/// <param name="Child">The child, as listed to the steward.</param>
/// <param name="Institution">School code of the institution the child belongs to.</param>
/// <param name="Points">Whether whole points are shared too.</param>
/// <param name="Reason">Why, in words without personal content; 1 to 500 characters.</param>
/// <param name="Until">End, at most a year ahead.</param>
/// <param name="Persons">Staff of the institution who alone shall see it; left out: all of its staff.</param>
/// <param name="Measures">Whether measures that a plan gives to the institution are shown, too; left out: no.</param>
public sealed record ShareBody(Guid Child, string Institution, bool Points, string Reason, DateTimeOffset Until, IReadOnlyList<string>? Persons = null, bool Measures = false);

/// <summary>Body of <c>POST /v1/screening-runs/{id}/freeze</c>.</summary>
/// <param name="Reason">Why, in words without personal content; 1 to 500 characters.</param>
public sealed record FreezeBody(string Reason);

/// <summary>Body of <c>POST /v1/assignments</c>: a proposal.</summary>
/// <param name="Issuer">Issuer of the person's tokens; left out: the caller's own.</param>
/// <param name="Person"><c>sub</c> of the person.</param>
/// <param name="Role">Role.</param>
/// <param name="Institution">Institution, where the role needs one.</param>
/// <param name="Purposes">Purposes.</param>
/// <param name="From">Begin; left out: now.</param>
/// <param name="Until">End.</param>
public sealed record AssignmentBody(
    string Person, string Role, IReadOnlyList<string> Purposes, DateTimeOffset Until, string? Issuer = null, string? Institution = null, DateTimeOffset? From = null);

/// <summary>Body of <c>POST /v1/conflicts</c>; one of <paramref name="Child"/> and <paramref name="ResidentCode"/>.</summary>
/// <param name="Child">The child, as it is listed to the caller.</param>
/// <param name="ResidentCode">Resident code (宛名番号).</param>
/// <param name="Household">Whether it covers everybody who lives with the resident.</param>
/// <param name="Person"><c>sub</c> of the person whom it concerns; left out: the caller. A steward alone names another.</param>
public sealed record ConflictBody(Guid? Child = null, string? ResidentCode = null, bool Household = false, string? Person = null);

/// <summary>Body of <c>POST /v1/emergencies</c>; one of <paramref name="Child"/> and <paramref name="ResidentCode"/>.</summary>
/// <param name="Reason">Why, in words; sealed under the resident.</param>
/// <param name="Child">A child, as it is listed to the caller.</param>
/// <param name="ResidentCode">Resident code (宛名番号).</param>
/// <param name="Minutes">How long, from 1; left out: the longest that the city allows, at most 60.</param>
public sealed record EmergencyBody(string Reason, Guid? Child = null, string? ResidentCode = null, int? Minutes = null);

/// <summary>Body of <c>POST /v1/emergencies/{id}/review</c>.</summary>
/// <param name="Verdict"><c>justified</c>, <c>unjustified</c> or <c>follow-up</c>.</param>
/// <param name="Remark">A note without personal content.</param>
public sealed record ReviewBody(string Verdict, string? Remark = null);

/// <summary>Body of a refusal.</summary>
/// <param name="Reason">Why, in words without personal content.</param>
public sealed record ReasonBody(string Reason);

/// <summary>Body of <c>POST /v1/assignment-batches</c>.</summary>
/// <param name="Rows">1 to 2,000 rows.</param>
/// <param name="Issuer">Issuer of the tokens of everybody on the list; left out: the caller's own.</param>
public sealed record AssignmentBatchBody(IReadOnlyList<AssignmentRowBody> Rows, string? Issuer = null);

/// <summary>A row of a list of changes; rows are numbered from 1.</summary>
/// <param name="Action"><c>add</c> or <c>end</c>.</param>
/// <param name="Person"><c>sub</c> of the person.</param>
/// <param name="Role">Role.</param>
/// <param name="Institution">Institution, where the role needs one.</param>
/// <param name="Purposes">Purposes; none in an end.</param>
/// <param name="From">First day in Japan; left out: at once.</param>
/// <param name="Until">Last day in Japan, included; left out in an end: at once.</param>
public sealed record AssignmentRowBody(
    string Action, string Person, string Role, string? Institution = null, IReadOnlyList<string>? Purposes = null, DateOnly? From = null, DateOnly? Until = null);

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

/// <summary>Body of <c>POST /v1/children/{id}/narrowing</c>.</summary>
/// <param name="Status">Where the candidate stands.</param>
/// <param name="Version">The version that was looked at; 0 before the first step.</param>
/// <param name="Note">Note, 1 to 2,000 characters; left out: none.</param>
public sealed record NarrowingBody(string Status, long Version, string? Note = null);

/// <summary>Body of <c>POST /v1/policy/bundles</c> and of an adoption.</summary>
/// <param name="Hash">Hash of the policy that the person looked at.</param>
public sealed record PolicyHashBody(string Hash);
/// <summary>Body of <c>POST /v1/narrowing-sheets</c>.</summary>
/// <param name="Format"><c>xlsx</c> or <c>csv</c>.</param>
/// <param name="Rule">A narrowing rule of the city; left out: every candidate.</param>
/// <param name="List"><c>highest</c> or <c>newest</c>.</param>
/// <param name="Status">Only candidates with this status.</param>
public sealed record NarrowingSheetBody(string Format, string? Rule = null, string? List = null, string? Status = null);

/// <summary>Body of <c>POST /v1/pupil-sheet-files</c>.</summary>
/// <param name="Form">A form of the city.</param>
/// <param name="Format"><c>xlsx</c> or <c>csv</c>.</param>
public sealed record PupilSheetBody(string Form, string Format);

/// <summary>Body of <c>POST /v1/inquiries</c>.</summary>
/// <param name="Children">Candidates of the run, 1 to 200.</param>
/// <param name="Form">A form of the city.</param>
/// <param name="DueOn">By when; left out: the form's days.</param>
public sealed record InquiryBody(IReadOnlyList<Guid> Children, string Form, DateOnly? DueOn = null);

/// <summary>Body of <c>POST /v1/inquiries/{id}/withdraw</c>.</summary>
/// <param name="Version">The version that was looked at.</param>
public sealed record VersionBody(long Version);

/// <summary>Body of <c>POST /v1/pupil-sheets/{id}/answers</c>.</summary>
/// <param name="Version">The version that was looked at.</param>
/// <param name="Answers">Answers to the questions of the form.</param>
public sealed record AnswersBody(long Version, IReadOnlyList<AnswerBody> Answers);

/// <summary>An answer.</summary>
/// <param name="Question">Question of the form.</param>
/// <param name="Answer">Option, number or words.</param>
public sealed record AnswerBody(string Question, string Answer);

/// <summary>Strict reading: unknown members, missing members and nulls are errors that name the member.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(ShareBody))]
[JsonSerializable(typeof(FreezeBody))]
[JsonSerializable(typeof(AssignmentBody))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(EmergencyBody))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(ConflictBody))]
[JsonSerializable(typeof(AssignmentBatchBody))]
[JsonSerializable(typeof(SearchBody))]
[JsonSerializable(typeof(TrainingBody))]
[JsonSerializable(typeof(NarrowingBody))]
[JsonSerializable(typeof(PolicyHashBody))]
[JsonSerializable(typeof(NarrowingSheetBody))]
[JsonSerializable(typeof(PupilSheetBody))]
[JsonSerializable(typeof(InquiryBody))]
[JsonSerializable(typeof(VersionBody))]
[JsonSerializable(typeof(AnswersBody))]
[JsonSerializable(typeof(CaseBody))]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(SendBackBody))]
[JsonSerializable(typeof(PlanBody))]
[JsonSerializable(typeof(NoteBody))]
[JsonSerializable(typeof(OutcomeBody))]
[JsonSerializable(typeof(CloseBody))]
[JsonSerializable(typeof(HandOverBody))]
[JsonSerializable(typeof(ReceiptBody))]
[JsonSerializable(typeof(ConferenceBody))]
[JsonSerializable(typeof(MinutesBody))]
[JsonSerializable(typeof(EndConferenceBody))]
[JsonSerializable(typeof(GrantBody))]
public sealed partial class RequestJson : JsonSerializerContext;

/// <summary>Reads JSON bodies.</summary>
public static class RequestBody
{
    /// <summary>Reads the identity in the path; one in another form names nothing.</summary>
    internal static bool TryId(HttpContext http, out Guid id) => Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out id);

    /// <summary>The body, or what is wrong with it; the message never repeats a value.</summary>
    public static async Task<(T? Body, ViewOutcome.Malformed? Fault)> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(type);
        if (!http.Request.HasJsonContentType())
            return (null, new ViewOutcome.Malformed("Content-Type", "must be application/json."));
        var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, ct);
        var json = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        try
        {
            return JsonSerializer.Deserialize(json.Span, type) is { } body
                ? BodyCheck.Find(body, type) is { } fault ? (null, fault) : (body, null)
                : (null, new ViewOutcome.Malformed("body", "must be a JSON object."));
        }
        catch (JsonException e)
        {
            var field = string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "body" : e.Path.TrimStart('$', '.');
            return field == "body" && MissingMember(json, type) is { } missing
                ? (null, new ViewOutcome.Malformed(missing, "is missing."))
                : (null, new ViewOutcome.Malformed(field, "is not what this operation needs, or a member is missing: see its body in the OpenAPI document."));
        }
    }

    /// <summary>The first member that a body of the type needs and this one lacks; null where it lacks none, or is no object at all.</summary>
    private static string? MissingMember(ReadOnlyMemory<byte> json, JsonTypeInfo type)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = type.Options.MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? type.Properties.FirstOrDefault(p => p.IsRequired && !document.RootElement.TryGetProperty(p.Name, out _))?.Name
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Emergencies;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>緊急閲覧: one household for an hour at most, told to the privacy officer as it is opened.</summary>
internal static class EmergencyEndpoints
{
    public static void MapEmergencies(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        var book = municipality.Emergencies;
        routes.Map(Operations.Emergencies, http => answering.AnswerAsync(http, Operations.Emergencies, async (scope, ct) =>
        {
            scope.Json.WriteStartObject();
            scope.Json.WriteStartArray("items");
            foreach (var emergency in await book.ListAsync(scope.Caller, ct))
                Write(scope, emergency, municipality.Time.GetUtcNow());
            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
            return new ViewOutcome.Written();
        }));
        routes.Map(Operations.OpenEmergency, http => answering.AnswerAsync(
            http, Operations.OpenEmergency, async (scope, ct) =>
            {
                var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.EmergencyBody, ct);
                return body is null ? fault! : Answer(await OpenAsync(municipality, scope.Caller, body, Record(municipality, scope), ct));
            }, StatusCodes.Status201Created));
        routes.Map(Operations.EndEmergency, http => answering.AnswerAsync(http, Operations.EndEmergency, async (scope, ct) =>
            RequestBody.TryId(http, out var id) ? Answer(await book.EndAsync(scope.Caller, id, Record(municipality, scope), ct)) : new ViewOutcome.NotFound()));
        routes.Map(Operations.ReviewEmergency, http => answering.AnswerAsync(http, Operations.ReviewEmergency, async (scope, ct) =>
        {
            var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.ReviewBody, ct);
            if (body is null)
                return fault!;
            return RequestBody.TryId(http, out var id)
                ? Answer(await book.ReviewAsync(scope.Caller, id, body.Verdict, body.Remark, Record(municipality, scope), ct))
                : new ViewOutcome.NotFound();
        }));
    }

    /// <summary>Opens; the household is named by the child as the caller knows it, or by a resident code. Both doors.</summary>
    public static async Task<EmergencyOutcome> OpenAsync(
        Municipality municipality, Caller caller, EmergencyBody body, Func<Emergency, CancellationToken, Task> record, CancellationToken ct)
    {
        if (body.Child is null == body.ResidentCode is null)
            return new EmergencyOutcome.Invalid("child", "or residentCode must be given, one of them.");
        if (body.ResidentCode is { } code && (code.Trim().Length is 0 or > 200 || code.Any(char.IsControl)))
            return new EmergencyOutcome.Invalid("residentCode", "must have 1 to 200 characters and no control characters.");
        var resident = body.Child ?? municipality.Residents.Of(SubjectKind.Resident, body.ResidentCode!.Trim());
        return await municipality.Emergencies.OpenAsync(caller, resident, body.Minutes, body.Reason, record, ct);
    }

    /// <summary>Residents are told to the one who may look at them, and while they may.</summary>
    public static IReadOnlyList<Guid> ResidentsFor(Caller caller, Emergency emergency, DateTimeOffset now) =>
        caller.Purpose == Emergency.Purpose && emergency.IsOpen(now) ? [.. emergency.Residents.Where(r => !caller.BlockedChildren.Contains(r))] : [];

    private static Func<Emergency, CancellationToken, Task> Record(Municipality municipality, DisclosureScope scope) => (emergency, ct) =>
    {
        Write(scope, emergency, municipality.Time.GetUtcNow());
        scope.About("emergency", emergency.Id);
        return scope.RecordAsync(ct);
    };

    private static ViewOutcome Answer(EmergencyOutcome outcome) => outcome switch
    {
        EmergencyOutcome.Done => new ViewOutcome.Written(),
        EmergencyOutcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
        EmergencyOutcome.AlreadyOpen => new ViewOutcome.Refused(ProblemCode.EmergencyOpen.Code, "id"),
        EmergencyOutcome.PersonRequired => new ViewOutcome.Refused(ProblemCode.PersonRequired.Code, "Authorization"),
        EmergencyOutcome.AlreadyReviewed => new ViewOutcome.Refused(ProblemCode.EmergencyReviewed.Code, "id"),
        EmergencyOutcome.SamePerson => new ViewOutcome.Refused(ProblemCode.SamePerson.Code, "id"),
        _ => new ViewOutcome.NotFound(),
    };

    private static void Write(DisclosureScope scope, Emergency emergency, DateTimeOffset now)
    {
        var json = scope.Json;
        var residents = ResidentsFor(scope.Caller, emergency, now);
        scope.PublicRows(1);
        foreach (var resident in residents)
            scope.Row(resident);
        json.WriteStartObject();
        json.WriteString("id", emergency.Id);
        json.WriteString("person", emergency.Person);
        json.WriteString("role", emergency.Role);
        json.WriteString("institution", emergency.Institution);
        json.WriteString("openedAt", emergency.OpenedAt);
        json.WriteString("until", emergency.Until);
        json.WriteInstant("endedAt", emergency.EndedAt);
        json.WriteString("endedBy", emergency.EndedBy);
        json.WriteTexts("residents", residents.Select(r => r.ToString("D")));
        json.WriteNumber("householdSize", emergency.HouseholdSize);
        json.WriteString("reason", emergency.Reason);
        json.WriteString("reviewedBy", emergency.ReviewedBy);
        json.WriteInstant("reviewedAt", emergency.ReviewedAt);
        json.WriteString("verdict", emergency.Verdict);
        json.WriteString("remark", emergency.Remark);
        json.WriteEndObject();
    }
}

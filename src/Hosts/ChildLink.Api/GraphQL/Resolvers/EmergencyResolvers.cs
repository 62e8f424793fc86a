using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Privacy.Emergencies;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>緊急閲覧: one household for an hour at most, told to the privacy officer as it is opened.</summary>
internal sealed class EmergencyResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        var book = municipality.Emergencies;
        map.Root("Query.emergencies", Operations.Emergencies, async (call, ct) => (await book.ListAsync(call.State.Caller, ct)).Select(e => Show(call, e)).ToList());
        map.Root("Mutation.openEmergency", Operations.OpenEmergency, async (call, ct) =>
        {
            var input = call.Input;
            var body = new EmergencyBody((string)input["reason"]!, (Guid?)input["child"], (string?)input["residentCode"], (int?)input["minutes"]);
            return Answer(call, await EmergencyEndpoints.OpenAsync(municipality, call.State.Caller, body, Record(call), ct));
        });
        map.Root("Mutation.endEmergency", Operations.EndEmergency, async (call, ct) =>
            Answer(call, await book.EndAsync(call.State.Caller, (Guid)call.Input["id"]!, Record(call), ct)));
        map.Root("Mutation.reviewEmergency", Operations.ReviewEmergency, async (call, ct) => Answer(call, await book.ReviewAsync(
            call.State.Caller, (Guid)call.Input["id"]!, (string)call.Input["verdict"]!, (string?)call.Input["remark"], Record(call), ct)));
        foreach (var command in new[] { "Open", "End", "Review" })
            CommandResolvers.BindPayload(map, $"{command}Emergency", "emergency");
        map.Fields<Shown>(
            "Emergency",
            ("id", s => s.Emergency.Id), ("person", s => s.Emergency.Person), ("role", s => s.Emergency.Role), ("institution", s => s.Emergency.Institution),
            ("openedAt", s => s.Emergency.OpenedAt), ("until", s => s.Emergency.Until), ("endedAt", s => s.Emergency.EndedAt), ("endedBy", s => s.Emergency.EndedBy),
            ("residents", s => s.Residents), ("householdSize", s => s.Emergency.HouseholdSize), ("reason", s => s.Emergency.Reason),
            ("reviewedBy", s => s.Emergency.ReviewedBy), ("reviewedAt", s => s.Emergency.ReviewedAt), ("verdict", s => s.Emergency.Verdict),
            ("remark", s => s.Emergency.Remark));
    }

    private Shown Show(RootCall call, Emergency emergency)
    {
        var residents = EmergencyEndpoints.ResidentsFor(call.State.Caller, emergency, municipality.Time.GetUtcNow());
        call.State.Scope.PublicRows(1);
        foreach (var resident in residents)
            call.State.Scope.Row(resident);
        return new Shown(emergency, residents);
    }

    /// <summary>The residents stand in the entry of the command that tells them.</summary>
    private Func<Emergency, CancellationToken, Task> Record(RootCall call) => (emergency, ct) =>
    {
        Show(call, emergency);
        call.State.Scope.About("emergency", emergency.Id);
        return call.RecordAsync(ct);
    };

    private Payload Answer(RootCall call, EmergencyOutcome outcome) => outcome switch
    {
        EmergencyOutcome.Done done => Payload.Of(new Shown(
            done.Emergency, EmergencyEndpoints.ResidentsFor(call.State.Caller, done.Emergency, municipality.Time.GetUtcNow()))),
        EmergencyOutcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
        EmergencyOutcome.AlreadyOpen => Payload.Failed(CommandError.Of("EmergencyOpenError", ProblemCode.EmergencyOpen)),
        EmergencyOutcome.PersonRequired => Payload.Failed(CommandError.Of("PersonRequiredError", ProblemCode.PersonRequired)),
        EmergencyOutcome.AlreadyReviewed => Payload.Failed(CommandError.Of("EmergencyReviewedError", ProblemCode.EmergencyReviewed)),
        EmergencyOutcome.SamePerson => Payload.Failed(CommandError.SamePerson),
        _ => Payload.Failed(CommandError.NotFound),
    };

    private sealed record Shown(Emergency Emergency, IReadOnlyList<Guid> Residents);
}

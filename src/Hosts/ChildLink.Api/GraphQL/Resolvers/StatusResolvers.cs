using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Views.Status;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>稼働状況: how the whole stands, in counts.</summary>
internal sealed class StatusResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.systemStatus", Operations.Status, async (call, ct) =>
        {
            var status = await municipality.Status.ReadAsync(ct);
            call.State.Scope.PublicRows(1);
            return status;
        });
        map.Fields<SystemStatus>(
            "SystemStatus",
            ("screeningRuns", s => s.ScreeningRuns), ("heldDeliveries", s => s.HeldDeliveries), ("proposals", s => s.Proposals),
            ("openEmergencies", s => s.OpenEmergencies), ("emergenciesToReview", s => s.EmergenciesToReview), ("accessLogEntries", s => s.AccessLogEntries));
    }
}

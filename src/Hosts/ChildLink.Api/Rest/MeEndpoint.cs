using System.Buffers;
using System.Text.Json;
using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.Rest;

/// <summary>
/// Who the token says one is and what one may declare. The only operation without a purpose: a client learns here which
/// purposes it can name.
/// </summary>
internal static class MeEndpoint
{
    public static void MapMe(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality) =>
        routes.Map(Operations.Me, async http =>
        {
            var ct = http.RequestAborted;
            var requestId = answering.Begin(http);
            var identity = http.ProvenIdentity() ?? throw new InvalidOperationException("The endpoint does not demand a token.");
            var assignments = await municipality.Assignments.OfPersonAsync(municipality.Code, identity.Issuer, identity.Person, ct);
            var body = Write(municipality, identity, assignments);
            await municipality.Gateway.RecordSelfAsync(requestId, municipality.Code, identity, Operations.Me.Name, ct);
            await Answering.WriteAsync(http, StatusCodes.Status200OK, body, ct);
        });

    private static ReadOnlyMemory<byte> Write(Municipality municipality, Identity identity, IReadOnlyList<Assignment> assignments)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("person", identity.Person);
            json.WriteString("issuer", identity.Issuer);
            json.WriteBoolean("multiFactor", identity.MultiFactor);
            json.WriteStartObject("municipality");
            json.WriteString("code", municipality.Code);
            json.WriteString("name", municipality.City.Document.Name);
            json.WriteBoolean("synthetic", municipality.Place.SyntheticCluster is not null);
            json.WriteEndObject();
            json.WriteString("policy", municipality.Policy.Hash);
            json.WriteStartArray("assignments");
            var now = municipality.Time.GetUtcNow();
            foreach (var assignment in assignments.Where(a => a.IsInForce(now)))
                WriteAssignment(json, municipality, identity, assignment);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteAssignment(Utf8JsonWriter json, Municipality municipality, Identity identity, Assignment assignment)
    {
        json.WriteStartObject();
        json.WriteString("id", assignment.Id);
        json.WriteString("role", assignment.Role);
        json.WriteString("institution", assignment.Institution);
        json.WriteString("from", assignment.From);
        json.WriteString("until", assignment.Until);
        json.WriteBoolean("byToken", identity.Role is null || identity.Role == assignment.Role);
        json.WriteStartArray("purposes");
        foreach (var purpose in assignment.Purposes)
        {
            var access = municipality.Policy.Find(assignment.Role, purpose);
            json.WriteStartObject();
            json.WriteString("id", purpose);
            json.WriteTexts("contexts", access?.Contexts ?? []);
            json.WriteBoolean("multiFactor", access?.MultiFactor ?? false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

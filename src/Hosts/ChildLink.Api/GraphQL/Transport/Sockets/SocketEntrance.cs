using System.Text.Json;
using ChildLink.Api.Admitting;
using ChildLink.Api.Authentication;
using ChildLink.Api.GraphQL.Transport.Running;

namespace ChildLink.Api.GraphQL.Transport.Sockets;

/// <summary>Judges <c>connection_init</c>: <c>authorization</c> (<c>Bearer …</c>), <c>purpose</c>, <c>context</c>.</summary>
internal sealed class SocketEntrance(TokenJudge judge, OperationDoor door, TimeProvider time)
{
    /// <summary>The session, or why the connection is closed.</summary>
    public async Task<(Session? Session, SocketClose? Close)> JudgeAsync(JsonElement payload, bool japanese, CancellationToken ct)
    {
        if (!TryText(payload, "authorization", out var authorization) || !TryText(payload, "purpose", out var purpose) || !TryText(payload, "context", out var context))
            return (null, SocketClose.BadMessage("Invalid message: authorization, purpose and context must be strings"));
        switch (await judge.JudgeAsync(BearerAuthentication.TokenOf(authorization), ct))
        {
            case TokenVerdict.Accepted accepted when accepted.Expires > time.GetUtcNow():
                var session = new Session(accepted.Identity, DeclaredUse.Of(purpose, context), accepted.Expires, japanese);
                return await door.JudgeConnectionAsync(session, ct) is { } refusal ? (null, SocketClose.Forbidden(refusal.Problem.Code)) : (session, null);
            case TokenVerdict.Refused { Code: TokenVerdict.Codes.AuthorityUnavailable }:
                return (null, SocketClose.TryAgainLater);
            case TokenVerdict.Refused refused:
                return (null, SocketClose.Forbidden(refused.Code));
            default:
                return (null, SocketClose.Forbidden(TokenVerdict.Codes.Expired));
        }
    }

    private static bool TryText(JsonElement payload, string name, out string? text)
    {
        text = null;
        if (payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.String)
            return false;
        text = value.GetString();
        return true;
    }
}

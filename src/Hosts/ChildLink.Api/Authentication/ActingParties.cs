using System.IdentityModel.Tokens.Jwt;
using System.Text.Json;
using ChildLink.Privacy.Access;


namespace ChildLink.Api.Authentication;

/// <summary>
/// Who stands behind a token, and which program between. A token of a program alone names it as <c>sub</c> and as <c>client_id</c> or
/// <c>azp</c>. A program that acts for a person names both, one as <c>sub</c> and the other as <c>act.sub</c>; which of the two is the
/// program, <c>client_id</c> or <c>azp</c> says, so that both ways of writing it (RFC 8693 has the person as <c>sub</c>) read the same.
/// Whatever the way, the person's assignments decide.
/// </summary>
/// <param name="Person">The person; of a program alone the program.</param>
/// <param name="Client">The program through which the person acts, or null.</param>
/// <param name="IsClient">Whether a program calls with nobody behind it.</param>
/// <param name="MultiFactor">Whether the person signed in with several factors.</param>
internal sealed record ActingParties(string Person, string? Client, bool IsClient, bool MultiFactor)
{
    private const int LongestActor = 2_000;

    /// <summary>Reads them; false for a chain of actors, an actor of another issuer, and parties that are not told apart.</summary>
    public static bool TryRead(JwtSecurityToken token, string subject, string? client, string? role, out ActingParties parties)
    {
        var strong = token.Claims.Any(c => c.Type == TokenClaims.Methods && c.Value == TokenClaims.MultiFactor);
        parties = new ActingParties(subject, null, client == subject || role == SystemClients.Role, strong);
        if (!token.Payload.ContainsKey(TokenClaims.Actor))
            return true;
        if (client is null || !TryActor(token, out var actor, out var actorStrong) || actor == subject)
            return false;
        if (client == actor)
            parties = new ActingParties(subject, client, false, strong);
        else if (client == subject)
            parties = new ActingParties(actor, client, false, actorStrong);
        else
            return false;
        return true;
    }

    private static bool TryActor(JwtSecurityToken token, out string actor, out bool strong)
    {
        (actor, strong) = ("", false);
        var claims = token.Claims.Where(c => c.Type == TokenClaims.Actor).Take(2).ToList();
        if (claims is not [{ ValueType: JsonClaimValueTypes.Json, Value.Length: <= LongestActor } claim])
            return false;
        JsonElement act;
        try
        {
            act = JsonElement.Parse(claim.Value, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return false;
        }

        // A chain of actors (RFC 8693, section 4.1) names whoever acted before: nobody could say whose request this is.
        if (act.ValueKind != JsonValueKind.Object || act.TryGetProperty(TokenClaims.Actor, out _)
            || !act.TryGetProperty(JwtRegisteredClaimNames.Sub, out var sub) || sub.ValueKind != JsonValueKind.String || !TokenClaims.IsText(sub.GetString()!)
            || (act.TryGetProperty(JwtRegisteredClaimNames.Iss, out var issuer) && (issuer.ValueKind != JsonValueKind.String || issuer.GetString() != token.Issuer)))
            return false;
        actor = sub.GetString()!;
        strong = act.TryGetProperty(TokenClaims.Methods, out var methods) && methods.ValueKind == JsonValueKind.Array
            && methods.EnumerateArray().Any(m => m.ValueKind == JsonValueKind.String && m.GetString() == TokenClaims.MultiFactor);
        return true;
    }
}

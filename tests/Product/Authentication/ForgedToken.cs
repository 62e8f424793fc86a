using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace ChildLink.Tests.Product.Authentication;

/// <summary>Takes a genuine token apart and puts it together otherwise, without the library that checks it.</summary>
internal static class ForgedToken
{
    public static (JsonObject Header, JsonObject Payload, string Signature) Split(string token)
    {
        var parts = token.Split('.');
        return (Parse(parts[0]), Parse(parts[1]), parts[2]);
    }

    public static string Join(JsonObject header, JsonObject payload, string signature) => $"{Input(header, payload)}.{signature}";

    public static string Signed(JsonObject header, JsonObject payload, ECDsa key) =>
        Join(header, payload, Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(Input(header, payload)), HashAlgorithmName.SHA256)));

    public static string Hmac(JsonObject header, JsonObject payload, byte[] secret) =>
        Join(header, payload, Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(Input(header, payload)))));

    private static string Input(JsonObject header, JsonObject payload) =>
        $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(payload.ToJsonString())}";

    private static JsonObject Parse(string part) => JsonNode.Parse(Base64UrlEncoder.Decode(part))!.AsObject();
}

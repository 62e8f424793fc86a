using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ChildLink.Tests.Conformance.SignIn;

/// <summary>A key of an identity provider, known to the test so that it can forge what only the provider could.</summary>
/// <param name="Id"><c>kid</c>.</param>
/// <param name="Pkcs8">The private key, P-256.</param>
internal sealed record SigningKey(string Id, byte[] Pkcs8)
{
    public static SigningKey Draw(string id)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey(id, key.ExportPkcs8PrivateKey());
    }

    /// <summary>The private JSON Web Key (RFC 7517, RFC 7518 section 6.2).</summary>
    public JsonObject Jwk()
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Pkcs8, out _);
        var parts = key.ExportParameters(includePrivateParameters: true);
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["alg"] = "ES256",
            ["use"] = "sig",
            ["kid"] = Id,
            ["x"] = Base64Url.EncodeToString(parts.Q.X),
            ["y"] = Base64Url.EncodeToString(parts.Q.Y),
            ["d"] = Base64Url.EncodeToString(parts.D),
        };
    }
}

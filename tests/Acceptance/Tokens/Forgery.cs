using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChildLink.Tests.Acceptance.Tokens;

/// <summary>A genuine token taken apart, to be put together otherwise; with the issuer's own key where only one claim shall be wrong.</summary>
internal sealed class Forgery
{
    private readonly string signature;
    private readonly byte[] privateKey;

    public Forgery(string token, byte[] privateKey)
    {
        var parts = token.Split('.');
        Header = Parse(parts[0]);
        Payload = Parse(parts[1]);
        signature = parts[2];
        this.privateKey = privateKey;
    }

    public JsonObject Header { get; }

    public JsonObject Payload { get; }

    private string Input => $"{Encode(Header)}.{Encode(Payload)}";

    /// <summary>With the signature that it had before the change.</summary>
    public string Unsigned() => $"{Input}.{signature}";

    /// <summary>Without a signature.</summary>
    public string Bare() => $"{Input}.";

    /// <summary>Signed by the issuer's own key.</summary>
    public string Signed()
    {
        using var key = Key();
        return Signed(key);
    }

    /// <summary>Signed by another key.</summary>
    public string Signed(ECDsa key) => $"{Input}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(Input), HashAlgorithmName.SHA256))}";

    /// <summary>HS256 with a secret that everybody knows.</summary>
    public string Hmac(byte[] secret) => $"{Input}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(Input)))}";

    /// <summary>The public key in the forms in which it is handed about.</summary>
    public IReadOnlyList<byte[]> PublicForms()
    {
        using var key = Key();
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), [.. point.X!, .. point.Y!], [4, .. point.X!, .. point.Y!]];
    }

    private ECDsa Key()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return key;
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static JsonObject Parse(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
}

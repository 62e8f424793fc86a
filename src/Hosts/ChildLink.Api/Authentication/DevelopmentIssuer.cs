using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ChildLink.Api.Authentication;

/// <summary>What a development token shall say.</summary>
/// <param name="Person"><c>sub</c>.</param>
/// <param name="Tenant">全国地方公共団体コード.</param>
/// <param name="Role">Role to narrow to, or null.</param>
/// <param name="Institution">Institution to narrow to, or null.</param>
/// <param name="Purposes">Purposes to narrow to; empty does not narrow.</param>
/// <param name="Lifetime">Above zero, at most <see cref="DevelopmentIssuer.LongestLifetime"/>.</param>
public sealed record DevelopmentTokenRequest(
    string Person, string Tenant, string? Role, string? Institution, IReadOnlyList<string> Purposes, TimeSpan Lifetime);

/// <summary>
/// Signs and names tokens for a cluster that holds synthetic data only: ES256 with a key in the home folder, the
/// cluster's identity in issuer and audience. Tokens of one cluster are worth nothing in another.
/// </summary>
public sealed class DevelopmentIssuer
{
    /// <summary>The longest life of a development token.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromMinutes(60);

    private const string KeyFile = "development-issuer.key";

    private readonly SigningCredentials credentials;

    private DevelopmentIssuer(Guid cluster, ECDsa key)
    {
        Issuer = $"urn:childlink:dev:{cluster:D}";
        Audience = $"urn:childlink:{cluster:D}";
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var keyId = Base64UrlEncoder.Encode(SHA256.HashData([.. point.X!, .. point.Y!]));
        credentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha256);
        var publicKey = ECDsa.Create(key.ExportParameters(includePrivateParameters: false));
        VerificationKey = new ECDsaSecurityKey(publicKey) { KeyId = keyId };
    }

    /// <summary><c>iss</c>: <c>urn:childlink:dev:&lt;cluster&gt;</c>.</summary>
    public string Issuer { get; }

    /// <summary><c>aud</c>: <c>urn:childlink:&lt;cluster&gt;</c>.</summary>
    public string Audience { get; }

    /// <summary>The public half of the key.</summary>
    internal SecurityKey VerificationKey { get; }

    /// <summary>Opens the issuer of a home, drawing its key at first use (PKCS#8, readable by its owner only).</summary>
    /// <exception cref="CryptographicException">The key file holds something else.</exception>
    public static DevelopmentIssuer Open(string home, Guid cluster)
    {
        var path = Path.Combine(home, KeyFile);
        if (!File.Exists(path))
            Draw(path);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(File.ReadAllBytes(path), out _);
        return new DevelopmentIssuer(cluster, key);
    }

    /// <summary>Signs a token that begins now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not in (0, <see cref="LongestLifetime"/>].</exception>
    public string Issue(DevelopmentTokenRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.Lifetime, TimeSpan.Zero, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Lifetime, LongestLifetime, nameof(request));
        var claims = new List<Claim>
        {
            new(JwtRegisteredClaimNames.Sub, request.Person),
            new(JwtRegisteredClaimNames.Jti, Guid.CreateVersion7(now).ToString("D")),
            new(TokenClaims.Tenant, request.Tenant),
            new(TokenClaims.Methods, "pwd"),
            new(TokenClaims.Methods, TokenClaims.MultiFactor),
        };
        if (request.Role is { } role)
            claims.Add(new(TokenClaims.Role, role));
        if (request.Institution is { } institution)
            claims.Add(new(TokenClaims.Institution, institution));
        if (request.Purposes.Count > 0)
            claims.Add(new(TokenClaims.Purposes, string.Join(' ', request.Purposes)));

        var handler = new JwtSecurityTokenHandler { SetDefaultTimesOnTokenCreation = false };
        handler.OutboundClaimTypeMap.Clear();
        return handler.CreateEncodedJwt(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Subject = new ClaimsIdentity(claims),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + request.Lifetime).UtcDateTime,
            SigningCredentials = credentials,
        });
    }

    private static void Draw(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(key.ExportPkcs8PrivateKey());
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process drew first; both use its key.
            File.Delete(draft);
        }
    }
}

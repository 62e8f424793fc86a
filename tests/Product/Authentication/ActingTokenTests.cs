using System.Globalization;
using ChildLink.Api.Authentication;
using ChildLink.Privacy.Access;

namespace ChildLink.Tests.Product.Authentication;

/// <summary>Who stands behind a token of a program.</summary>
public sealed class ActingTokenTests
{
    private static readonly DateTimeOffset Now = new(2025, 1, 10, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"sub\":\"suzuki\"", "suzuki", null, false, true)]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\"", "suzuki", null, false, true)]
    [InlineData("\"sub\":\"portal\",\"azp\":\"portal\"", "portal", null, true, true)]
    [InlineData("\"sub\":\"portal\",\"client_id\":\"portal\",\"azp\":\"portal\"", "portal", null, true, true)]
    [InlineData("\"sub\":\"service-account-1\",\"azp\":\"portal\",\"role\":\"system-client\"", "service-account-1", null, true, true)]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\",\"act\":{\"sub\":\"portal\"}", "suzuki", "portal", false, true)]
    [InlineData("\"sub\":\"portal\",\"client_id\":\"portal\",\"act\":{\"sub\":\"suzuki\"}", "suzuki", "portal", false, false)]
    [InlineData("\"sub\":\"portal\",\"client_id\":\"portal\",\"act\":{\"sub\":\"suzuki\",\"amr\":[\"mfa\"],\"iss\":\"https://id.example\"}", "suzuki", "portal", false, true)]
    public async Task The_parties_are_told_apart(string claims, string person, string? client, bool isClient, bool strong)
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);

        var identity = (await JudgeAsync(provider, claims)).ShouldBeOfType<TokenVerdict.Accepted>().Identity;

        identity.ShouldSatisfyAllConditions(
            i => i.Person.ShouldBe(person), i => i.Client.ShouldBe(client), i => i.IsClient.ShouldBe(isClient), i => i.MultiFactor.ShouldBe(strong));
    }

    [Theory]
    [InlineData("\"sub\":\"suzuki\",\"act\":{\"sub\":\"portal\"}")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"other\",\"act\":{\"sub\":\"portal\"}")]
    [InlineData("\"sub\":\"portal\",\"azp\":\"portal\",\"act\":{\"sub\":\"portal\"}")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\",\"act\":{\"sub\":\"portal\",\"act\":{\"sub\":\"gateway\"}}")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\",\"act\":{\"sub\":\"portal\",\"iss\":\"https://elsewhere.example\"}")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\",\"act\":{}")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\",\"act\":{\"sub\":[\"portal\"]}")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\",\"act\":\"portal\"")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\",\"act\":[{\"sub\":\"portal\"},{\"sub\":\"x\"}]")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\",\"act\":null")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":\"portal\",\"client_id\":\"other\"")]
    [InlineData("\"sub\":\"suzuki\",\"azp\":[\"portal\",\"other\"]")]
    public async Task Parties_that_cannot_be_told_apart_are_refused(string claims)
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);

        (await JudgeAsync(provider, claims)).ShouldBe(new TokenVerdict.Refused(TokenVerdict.Codes.ClaimsMalformed));
    }

    private static async Task<TokenVerdict> JudgeAsync(LoopbackProvider provider, string claims)
    {
        var judge = TokenJudge.Of(new TokenTrust.Provider(provider.Address, "childlink"), "152242", new ManualTime(Now));
        var now = Now.ToUnixTimeSeconds();
        return await judge.JudgeAsync(provider.Sign("RS256", string.Create(CultureInfo.InvariantCulture, $$"""
            {"iss":"https://id.example","aud":"childlink","tenant":"152242","iat":{{now}},"exp":{{now + 600}},"amr":["pwd","mfa"],{{claims}}}
            """)), Ct);
    }
}

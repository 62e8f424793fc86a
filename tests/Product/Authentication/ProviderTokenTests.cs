using System.Globalization;
using ChildLink.Api.Authentication;

namespace ChildLink.Tests.Product.Authentication;

public sealed class ProviderTokenTests
{
    private static readonly DateTimeOffset Now = new(2025, 1, 10, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    public async Task Token_of_the_provider_is_accepted(string algorithm)
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);

        (await Judge(provider).JudgeAsync(provider.Sign(algorithm, Payload()), Ct)).ShouldBeOfType<TokenVerdict.Accepted>()
            .Identity.ShouldSatisfyAllConditions(i => i.Person.ShouldBe("suzuki"), i => i.MultiFactor.ShouldBeFalse());
    }

    [Fact]
    public async Task Token_signed_after_a_change_of_keys_is_accepted_at_once()
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);
        var judge = Judge(provider);
        var before = provider.Sign("RS256", Payload());
        (await judge.JudgeAsync(before, Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        await Task.Delay(TimeSpan.FromSeconds(1.1), Ct); // the shortest pause between two readings
        provider.ChangeKey();

        (await judge.JudgeAsync(provider.Sign("RS256", Payload()), Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        (await judge.JudgeAsync(before, Ct)).ShouldBe(new TokenVerdict.Refused(TokenVerdict.Codes.KeyUnknown));
    }

    [Fact]
    public async Task Forged_key_ids_do_not_make_the_provider_work()
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);
        var judge = Judge(provider, TimeSpan.FromMinutes(1));
        var (header, payload, signature) = ForgedToken.Split(provider.Sign("RS256", Payload()));
        for (var i = 0; i < 20; i++)
        {
            header["kid"] = $"forged-{i}";
            (await judge.JudgeAsync(ForgedToken.Join(header, payload, signature), Ct)).ShouldBeOfType<TokenVerdict.Refused>();
        }

        provider.Readings.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Unreachable_provider_refuses_and_recovers()
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);
        var nowhere = TokenJudge.Of(new TokenTrust.Provider(new Uri("http://127.0.0.1:9"), "childlink"), "152242", new ManualTime(Now));

        (await nowhere.JudgeAsync(provider.Sign("RS256", Payload()), Ct)).ShouldBe(new TokenVerdict.Refused(TokenVerdict.Codes.AuthorityUnavailable));
    }

    [Fact]
    public async Task Provider_that_hangs_holds_up_nobody_whose_key_is_known()
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);
        var judge = Judge(provider);
        (await judge.JudgeAsync(provider.Sign("RS256", Payload()), Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        await Task.Delay(TimeSpan.FromSeconds(1.1), Ct); // the shortest pause between two readings
        await provider.HangAsync(Ct);
        var known = provider.Sign("RS384", Payload());
        provider.ChangeKey();
        var waiting = judge.JudgeAsync(provider.Sign("RS256", Payload()), Ct);

        (await judge.JudgeAsync(known, Ct).WaitAsync(TimeSpan.FromSeconds(5), Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        waiting.IsCompleted.ShouldBeFalse();
        provider.GoOn();
        (await waiting).ShouldBeOfType<TokenVerdict.Accepted>();
    }

    [Fact]
    public async Task Whoever_leaves_does_not_end_the_reading_of_keys_for_the_others()
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);
        var judge = Judge(provider, TimeSpan.FromMinutes(1));
        await provider.HangAsync(Ct);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var left = judge.JudgeAsync(provider.Sign("RS256", Payload()), leaving.Token);
        var staying = judge.JudgeAsync(provider.Sign("RS256", Payload()), Ct);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        provider.GoOn();

        (await staying).ShouldBeOfType<TokenVerdict.Accepted>();
        provider.Questions.ShouldBe(1);
    }

    [Fact]
    public async Task Provider_that_is_away_is_not_asked_for_every_forged_key()
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);
        var judge = Judge(provider, TimeSpan.FromSeconds(2));
        var genuine = provider.Sign("RS256", Payload());
        (await judge.JudgeAsync(genuine, Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        await Task.Delay(TimeSpan.FromSeconds(2.1), Ct); // the pause between two readings
        provider.Broken = true;
        var (header, payload, signature) = ForgedToken.Split(genuine);
        for (var i = 0; i < 20; i++)
        {
            header["kid"] = $"forged-{i}";
            (await judge.JudgeAsync(ForgedToken.Join(header, payload, signature), Ct)).ShouldBeOfType<TokenVerdict.Refused>();
        }

        // The first reading and one in vain; a third if the machine needed longer than the pause for all of it.
        provider.Questions.ShouldBeInRange(2, 3);
        (await judge.JudgeAsync(genuine, Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
    }

    [Fact]
    public async Task Token_without_beginning_is_refused()
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);
        var token = provider.Sign("RS256", Payload().Replace("\"iat\"", "\"auth_time\"", StringComparison.Ordinal));

        (await Judge(provider).JudgeAsync(token, Ct)).ShouldBe(new TokenVerdict.Refused(TokenVerdict.Codes.LifetimeInvalid));
    }

    private static TokenJudge Judge(LoopbackProvider provider, TimeSpan? pause = null) => TokenJudge.Of(
        new TokenTrust.Provider(provider.Address, "childlink") { RefreshPause = pause ?? TimeSpan.FromSeconds(1) }, "152242", new ManualTime(Now));

    private static string Payload()
    {
        var now = Now.ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"iss":"https://id.example","aud":["childlink","other"],"sub":"suzuki","tenant":"152242","iat":{{now}},"exp":{{now + 600}},"amr":["pwd"]}
            """);
    }
}

using System.Security.Cryptography;
using System.Text;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Sealing;

public sealed class SealedTextTests
{
    private static readonly FieldId Reason = FieldId.Of("case.reason");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_opens_through_the_gateway_only_and_only_where_it_was_sealed()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var (child, stream) = (Guid.NewGuid(), Guid.NewGuid());
        using var keys = SubjectKeyRing.Empty("152242", city.Keys, city.Time.GetUtcNow());
        var text = SealedText.Seal(keys, child, stream, 3, "reason", "学校での様子が気になる");

        Convert.FromBase64String(text.Cipher).Length.ShouldBeGreaterThan(28);
        text.Cipher.ShouldNotContain("学校");
        text.Guard(Reason, keys).ToString().ShouldBe("(guarded)");
        (await RevealAsync(city, text, keys)).ShouldContain("学校での様子が気になる");
        Should.Throw<CryptographicException>(() => (text with { Version = 4 }).Guard(Reason, keys));
        Should.Throw<CryptographicException>(() => (text with { Item = "plan" }).Guard(Reason, keys));
        Should.Throw<CryptographicException>(() => (text with { Stream = child }).Guard(Reason, keys));
    }

    [Fact]
    public async Task Without_the_key_nothing_is_left_of_a_text()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var keys = SubjectKeyRing.Empty("152242", city.Keys, city.Time.GetUtcNow());
        var child = Guid.NewGuid();
        var text = SealedText.Seal(keys, child, Guid.NewGuid(), 1, "reason", "秘密");
        keys.Forget(child);

        (await RevealAsync(city, text, keys)).ShouldBe("null");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("  \n ", false)]
    [InlineData("a\u0000b", false)]
    [InlineData("a\tb", false)]
    [InlineData("a\u0085b", false)]
    [InlineData("一行目\n二行目 𠮷", true)]
    public void Texts_are_bounded_and_hold_no_control_characters(string text, bool isFine) => (SealedText.Fault(text) is null).ShouldBe(isFine);

    [Fact]
    public void A_text_of_the_longest_length_is_taken_and_no_longer_one_nor_half_a_character()
    {
        SealedText.Fault(new string('あ', SealedText.Longest)).ShouldBeNull();
        SealedText.Fault(new string('あ', SealedText.Longest + 1)).ShouldNotBeNull();
        SealedText.Fault("半分" + '\ud800').ShouldNotBeNull();
    }

    private static async Task<string> RevealAsync(TestCity city, SealedText text, SubjectKeyRing keys)
    {
        var caller = city.Caller("narrower", "case-work");
        using var scope = city.Gateway.Open(caller, "test", Guid.NewGuid());
        scope.Reveal(text.Guard(Reason, keys), city.Policy.Decide("narrower", "case-work", Reason));
        return Encoding.UTF8.GetString((await scope.ReleaseAsync(Ct)).Span);
    }
}

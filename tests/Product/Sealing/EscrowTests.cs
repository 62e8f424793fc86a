using ChildLink.Privacy.Sealing;
using ChildLink.Privacy.Sealing.Escrow;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Product.Sealing;

public sealed class EscrowTests : IDisposable
{
    private const string City = "152242";

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"childlink-keys-{Guid.NewGuid():N}");

    [Fact]
    public void Any_secret_comes_back_from_any_shares_that_reach_the_threshold() => Prop.ForAll<byte[]>(static secret =>
    {
        var shares = SecretSharing.Split(secret, 3, 5).Select((s, i) => (i + 1, s)).ToList();
        foreach (var left in Enumerable.Range(0, 5))
            foreach (var other in Enumerable.Range(0, 5).Where(o => o != left))
                SecretSharing.Combine([.. shares.Where((_, i) => i != left && i != other)]).ShouldBe(secret);
    }).QuickCheckThrowOnFailure();

    /// <summary>Over GF(2^8) every secret byte is as likely as any other for who holds one share of two.</summary>
    [Fact]
    public void One_share_of_two_fits_every_secret()
    {
        var share = SecretSharing.Split([0x5A], 2, 2)[0];

        var possible = Enumerable.Range(0, 256).Select(other => SecretSharing.Combine([(1, share), (2, [(byte)other])])[0]).Distinct();

        possible.Count().ShouldBe(256);
    }

    /// <summary>0x57 · 0x83 = 0xC1 is the example of FIPS 197, section 4.2: a line through (0, s) with slope 0x83 at 0x57.</summary>
    [Fact]
    public void The_field_is_that_of_aes() =>
        SecretSharing.Combine([(0x57, [0xC1]), (0x01, [0x83])]).ShouldBe(new byte[] { 0x00 });

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    public void Two_printed_parts_give_the_key_back(int one, int other)
    {
        var parts = KeyHome.Open(folder).Master.Split(City);

        EscrowRecovery.Combine(City, Typed(parts[one], sloppy: true), Typed(parts[other], sloppy: false))
            .ShouldBeOfType<EscrowRecovery.Recovered>().Key.Id.ShouldBe(parts[0].KeyId);
    }

    [Fact]
    public void Every_single_mistyped_letter_is_found_on_its_line()
    {
        var lines = KeyHome.Open(folder).Master.Split(City)[1].ToLines();
        var missed = 0;
        for (var line = 0; line < lines.Count; line++)
        {
            for (var at = 0; at < lines[line].Length; at++)
            {
                if (lines[line][at] == ' ')
                    continue;
                var wrong = lines.ToArray();
                wrong[line] = lines[line][..at] + (lines[line][at] == '7' ? '8' : '7') + lines[line][(at + 1)..];
                var fault = EscrowPart.Read(string.Join('\n', wrong)).ShouldBeOfType<EscrowReading.Mistyped>().Fault;
                missed += fault.StartsWith($"line {line + 1} ", StringComparison.Ordinal) ? 0 : 1;
            }
        }

        // Ten bits check a line: one slip in a thousand is only found by the check over the whole part.
        missed.ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("", "0 letters")]
    [InlineData("U000", "line 1 holds a letter")]
    public void What_is_no_part_is_refused(string text, string fault) =>
        EscrowPart.Read(text).ShouldBeOfType<EscrowReading.Mistyped>().Fault.ShouldContain(fault);

    [Fact]
    public void Lines_in_another_order_are_refused()
    {
        var lines = KeyHome.Open(folder).Master.Split(City)[0].ToLines();

        EscrowPart.Read(string.Join('\n', lines.Reverse())).ShouldBeOfType<EscrowReading.Mistyped>();
        EscrowPart.Read(string.Join('\n', lines.Take(3))).ShouldBeOfType<EscrowReading.Mistyped>().Fault.ShouldContain("60 letters");
    }

    [Fact]
    public void Parts_that_do_not_belong_together_are_refused()
    {
        var home = KeyHome.Open(folder);
        var parts = home.Master.Split(City);
        var later = home.Master.Split(City);
        var foreign = home.Master.Split("999992");
        var next = home.RotateMaster().Split(City);

        Code(parts[0], Typed(parts[0], sloppy: true)).ShouldBe("same-part-twice");
        Code(parts[0], next[1]).ShouldBe("part-of-another-key");
        Code(parts[0], foreign[1]).ShouldBe("part-of-another-city");
        Code(parts[0], later[1]).ShouldBe("parts-do-not-fit");
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static string Code(EscrowPart one, EscrowPart other) =>
        EscrowRecovery.Combine(City, one, other).ShouldBeOfType<EscrowRecovery.Refused>().Code;

    private static EscrowPart Typed(EscrowPart part, bool sloppy)
    {
        var text = string.Join('\n', part.ToLines());
        var typed = sloppy ? string.Concat(text.Replace('0', 'o').Replace('1', 'l').Replace(' ', '-').Select(char.ToLowerInvariant)) : text;
        return EscrowPart.Read(typed).ShouldBeOfType<EscrowReading.Read>().Part;
    }
}

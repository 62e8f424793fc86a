using ChildLink.TransparencyLog.Checkpoints;
using ChildLink.TransparencyLog.Merkle;
using ChildLink.TransparencyLog.Verification;
using static ChildLink.Tests.Foundations.TransparencyLog.PublishedVectors;

namespace ChildLink.Tests.Foundations.TransparencyLog;

public sealed class LogVerificationTests
{
    [Fact]
    public void A_log_that_keeps_its_checkpoints_is_confirmed_up_to_the_largest()
    {
        var report = Verify(8, At(6), At(0), At(3), At(3));
        report.Mismatches.ShouldBeEmpty();
        report.Confirmed.ShouldBe(6);
        report.Tree.Size.ShouldBe(8);
        report.Tree.Root().ToString().ShouldBe(Roots[8]);
    }

    [Fact]
    public void Another_root_is_named_with_the_root_found()
    {
        var wrong = At(5) with { Root = Hash(Roots[4]) };
        var report = Verify(8, At(3), wrong, At(7));
        report.Mismatches.ShouldHaveSingleItem().ShouldBeOfType<CheckpointMismatch.OtherRoot>().Computed.ShouldBe(Hash(Roots[5]));
        report.Mismatches[0].Checkpoint.ShouldBe(wrong);
        report.Confirmed.ShouldBe(7);
    }

    [Fact]
    public void A_log_shorter_than_a_checkpoint_is_truncated()
    {
        var report = Verify(6, At(6), At(7), At(8));
        report.Mismatches.ShouldAllBe(m => m is CheckpointMismatch.BeyondEnd);
        report.Mismatches.Select(m => m.Checkpoint.Size).ShouldBe([7, 8]);
        report.Confirmed.ShouldBe(6);
    }

    [Fact]
    public void An_empty_log_keeps_the_empty_checkpoint() => Verify(0, At(0)).Mismatches.ShouldBeEmpty();

    private static LogReport Verify(int entries, params Checkpoint[] expected)
    {
        var verification = new LogVerification(expected);
        foreach (var entry in Entries.Take(entries))
            verification.Add(entry);
        verification.Size.ShouldBe(entries);
        return verification.Complete();
    }

    private static Checkpoint At(int size) => new("log.test", size, Hash(Roots[size]));
}

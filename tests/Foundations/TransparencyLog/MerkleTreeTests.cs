using ChildLink.TransparencyLog.Merkle;
using FsCheck;
using FsCheck.Fluent;
using static ChildLink.Tests.Foundations.TransparencyLog.PublishedVectors;

namespace ChildLink.Tests.Foundations.TransparencyLog;

public sealed class MerkleTreeTests
{
    [Fact]
    public void Roots_are_the_published_ones()
    {
        for (var size = 0; size <= Entries.Count; size++)
            Grow(Leaves(size)).Root().ToString().ShouldBe(Roots[size]);
    }

    [Fact]
    public void Inclusion_paths_are_the_published_ones()
    {
        var leaves = Leaves(8);
        Inclusion(0, leaves).Path.Select(h => h.ToString()).ShouldBe([
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]);
        Inclusion(5, leaves).Path.Select(h => h.ToString()).ShouldBe([
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]);
    }

    [Fact]
    public void Consistency_paths_are_the_published_ones()
    {
        Consistency(1, Leaves(1)).Path.ShouldBeEmpty();
        Consistency(6, Leaves(8)).Path.Select(h => h.ToString()).ShouldBe([
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]);
        Consistency(2, Leaves(5)).Path.Select(h => h.ToString()).ShouldBe([
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]);
    }

    [Fact]
    public void A_frontier_agrees_with_the_naive_tree_at_every_size() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[][]>(),
        entries =>
        {
            var frontier = new Frontier();
            for (var size = 0; ; size++)
            {
                frontier.Root().ToBytes().ShouldBe(NaiveTree.Root([.. entries.Take(size)]));
                if (size == entries.Length)
                    return;
                frontier.Append(TreeHash.OfLeaf(entries[size]));
            }
        }));

    [Fact]
    public void A_frontier_read_back_grows_as_the_one_written() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[][]>(),
        ArbMap.Default.ArbFor<byte[]>(),
        (entries, more) =>
        {
            var frontier = Grow(entries.Select(e => TreeHash.OfLeaf(e)));
            var read = Frontier.Read(frontier.ToBytes()).ShouldNotBeNull();
            frontier.Append(TreeHash.OfLeaf(more));
            read.Append(TreeHash.OfLeaf(more));
            read.Size.ShouldBe(frontier.Size);
            read.Root().ShouldBe(frontier.Root());
        }));

    [Fact]
    public void A_copied_frontier_leaves_the_original_alone()
    {
        var frontier = Grow(Leaves(5));
        frontier.Copy().Append(TreeHash.OfLeaf("more"u8));
        frontier.Root().ToString().ShouldBe(Roots[5]);
    }

    [Fact]
    public void Bytes_that_are_no_frontier_are_refused()
    {
        var bytes = Grow(Leaves(5)).ToBytes();
        Frontier.Read(bytes.AsSpan(1)).ShouldBeNull();
        Frontier.Read(bytes.AsSpan(0, bytes.Length - 32)).ShouldBeNull();
        Frontier.Read([.. bytes, 0]).ShouldBeNull();
        Frontier.Read([0, 0, 0]).ShouldBeNull();
        Frontier.Read(Convert.FromHexString("ffffffffffffffff")).ShouldBeNull();
        Frontier.Read(new byte[8]).ShouldNotBeNull().Root().ShouldBe(TreeHash.Empty);
    }

    [Fact]
    public void Entries_of_any_length_hash_as_the_prefix_and_the_entry()
    {
        foreach (var length in new[] { 0, 1, 1022, 1023, 1024, 1025, 70_000 })
        {
            var entry = new byte[length];
            new Random(length).NextBytes(entry);
            TreeHash.OfLeaf(entry).ToBytes().ShouldBe(NaiveTree.Root([entry]));
        }
    }

    [Fact]
    public void A_hash_has_exactly_32_bytes()
    {
        Should.Throw<ArgumentException>(() => new TreeHash(new byte[31]));
        Should.Throw<ArgumentException>(() => new TreeHash(new byte[33]));
        var bytes = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        new TreeHash(bytes).ToBytes().ShouldBe(bytes);
    }
}

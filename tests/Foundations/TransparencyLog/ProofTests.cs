using ChildLink.TransparencyLog.Merkle;
using static ChildLink.Tests.Foundations.TransparencyLog.PublishedVectors;

namespace ChildLink.Tests.Foundations.TransparencyLog;

/// <summary>Every proof for every tree of up to 33 leaves, good ones and broken ones.</summary>
public sealed class ProofTests
{
    private const int Largest = 33;
    private static readonly byte[][] Numbers = [.. Enumerable.Range(0, Largest).Select(i => new[] { (byte)i })];
    private static readonly TreeHash Foreign = TreeHash.OfLeaf("foreign"u8);

    [Fact]
    public void Inclusion_proofs_are_those_of_the_naive_tree_and_verify()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var (leaves, root) = Tree(size);
            for (var index = 0; index < size; index++)
            {
                var proof = Inclusion(index, leaves);
                proof.Path.Select(h => h.ToBytes()).ShouldBe(NaiveTree.Path(index, Numbers[..size]));
                proof.Verify(leaves[index], root).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Consistency_proofs_are_those_of_the_naive_tree_and_verify()
    {
        for (var second = 1; second <= Largest; second++)
        {
            var (leaves, root) = Tree(second);
            for (var first = 1; first <= second; first++)
            {
                var proof = Consistency(first, leaves);
                proof.Path.Select(h => h.ToBytes()).ShouldBe(NaiveTree.Proof(first, Numbers[..second]));
                proof.Verify(Tree(first).Root, root).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Bad_inclusion_proofs_are_refused()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var (leaves, root) = Tree(size);
            for (var index = 0; index < size; index++)
            {
                var proof = Inclusion(index, leaves);
                proof.Verify(Foreign, root).ShouldBeFalse();
                proof.Verify(leaves[index], Foreign).ShouldBeFalse();
                (proof with { Index = -1 }).Verify(leaves[index], root).ShouldBeFalse();
                (proof with { Index = size }).Verify(leaves[index], root).ShouldBeFalse();
                (proof with { Size = 0 }).Verify(leaves[index], root).ShouldBeFalse();
                foreach (var path in Broken(proof.Path))
                    (proof with { Path = path }).Verify(leaves[index], root).ShouldBeFalse();
                for (var other = 0; other < size; other++)
                    (proof with { Index = other }).Verify(leaves[index], root).ShouldBe(other == index);
            }
        }
    }

    [Fact]
    public void Bad_consistency_proofs_are_refused()
    {
        for (var second = 1; second <= Largest; second++)
        {
            var (leaves, root) = Tree(second);
            for (var first = 1; first <= second; first++)
            {
                var older = Tree(first).Root;
                var proof = Consistency(first, leaves);
                proof.Verify(Foreign, root).ShouldBeFalse();
                proof.Verify(older, Foreign).ShouldBeFalse();
                if (first < second)
                    proof.Verify(root, older).ShouldBeFalse();
                (proof with { First = 0 }).Verify(older, root).ShouldBeFalse();
                (proof with { First = second + 1 }).Verify(older, root).ShouldBeFalse();
                foreach (var path in Broken(proof.Path))
                    (proof with { Path = path }).Verify(older, root).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void A_builder_wants_exactly_the_leaves_of_its_tree()
    {
        var builder = ProofBuilder.ForInclusion(0, 2);
        builder.Add(Foreign);
        Should.Throw<InvalidOperationException>(() => builder.Path());
        builder.Add(Foreign);
        builder.Path().ShouldBe([Foreign]);
        Should.Throw<InvalidOperationException>(() => builder.Add(Foreign));
    }

    [Fact]
    public void Proofs_outside_the_tree_are_not_built()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ProofBuilder.ForInclusion(-1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => ProofBuilder.ForInclusion(2, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => ProofBuilder.ForInclusion(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => ProofBuilder.ForConsistency(0, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => ProofBuilder.ForConsistency(3, 2));
    }

    /// <summary>The path with a hash altered, dropped, doubled, added or out of order.</summary>
    private static IEnumerable<TreeHash[]> Broken(IReadOnlyList<TreeHash> path)
    {
        yield return [.. path, Foreign];
        yield return [Foreign, .. path];
        for (var i = 0; i < path.Count; i++)
        {
            yield return [.. path.Take(i), Foreign, .. path.Skip(i + 1)];
            yield return [.. path.Take(i), .. path.Skip(i + 1)];
            yield return [.. path.Take(i), path[i], .. path.Skip(i)];
            if (i > 0)
                yield return [.. path.Take(i - 1), path[i], path[i - 1], .. path.Skip(i + 1)];
        }
    }

    private static (TreeHash[] Leaves, TreeHash Root) Tree(int size)
    {
        TreeHash[] leaves = [.. Numbers[..size].Select(e => TreeHash.OfLeaf(e))];
        return (leaves, new TreeHash(NaiveTree.Root(Numbers[..size])));
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ChildLink.GraphQL.Language;

/// <summary>Collects the items of lists that are being read, inner ones on top of outer ones, so that every list is made once in its size.</summary>
internal sealed class NodeStack
{
    private const int KeptSize = 4096;

    [ThreadStatic]
    private static NodeStack? kept;

    private SyntaxNode?[] nodes = new SyntaxNode?[64];

    /// <summary>Number of nodes on it.</summary>
    public int Count { get; private set; }

    /// <summary>A stack for one document of this thread.</summary>
    public static NodeStack Rent()
    {
        var stack = kept ?? new NodeStack();
        kept = null;
        return stack;
    }

    /// <summary>Gives the stack back without nodes.</summary>
    public void Return()
    {
        if (nodes.Length > KeptSize)
            nodes = new SyntaxNode?[64];
        else
            Array.Clear(nodes);
        Count = 0;
        kept = this;
    }

    /// <summary>Adds a node on top.</summary>
    public void Push(SyntaxNode node)
    {
        if (Count == nodes.Length)
            Array.Resize(ref nodes, Count * 2);
        nodes[Count++] = node;
    }

    /// <summary>Takes all nodes from a position on, in the order they came.</summary>
    public ImmutableArray<T> Take<T>(int from)
        where T : SyntaxNode
    {
        if (from == Count)
            return [];
        var taken = new T[Count - from];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = (T)nodes[from + i]!;
        Count = from;
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }
}

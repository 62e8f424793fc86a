using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Execution;

namespace ChildLink.GraphQL.Documents;

/// <summary>
/// Documents by their text: each is parsed, validated and planned once, those with errors too. The least recently used go first. Callable from many threads.
/// </summary>
/// <param name="schema">What the documents are for.</param>
/// <param name="limits">What documents may cost and how many are kept; null for the default.</param>
/// <param name="costs">What their operations may cost; null for the default.</param>
public sealed class DocumentCache(ExecutableSchema schema, DocumentLimits? limits = null, CostLimits? costs = null)
{
    private readonly DocumentLimits limits = limits ?? DocumentLimits.Default;
    private readonly Dictionary<ReadOnlyMemory<byte>, LinkedListNode<Entry>> entries = new(TextComparer.Instance);
    private readonly LinkedList<Entry> recent = [];
    private readonly Lock gate = new();
    private long bytes;

    /// <summary>What one document may weigh: it must not push out all others.</summary>
    private long Most => limits.MaxBytes / 16;

    /// <summary>How many documents are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return entries.Count;
        }
    }

    /// <summary>Bytes of all texts kept and of what was planned for them, as <see cref="DocumentLimits.MaxBytes"/> counts.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
                return bytes;
        }
    }

    /// <summary>The document of a text; look at <see cref="PreparedDocument.Errors"/> first.</summary>
    /// <param name="utf8">The text; copied when it is new.</param>
    public PreparedDocument Prepare(ReadOnlySpan<byte> utf8)
    {
        lock (gate)
        {
            if (entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(utf8, out var node))
            {
                recent.Remove(node);
                recent.AddFirst(node);
                if (node.Value.Document is { IsValueCreated: true } known)
                    return known.Value;
            }
        }

        return Miss(utf8.ToArray());
    }

    private PreparedDocument Miss(byte[] text)
    {
        if (text.Length > limits.Parsing.MaxBytes || text.Length > Most)
            return Make(text);
        Entry entry;
        lock (gate)
        {
            if (!entries.TryGetValue(text, out var node))
            {
                node = recent.AddFirst(new Entry(text, e => Make(text).Telling(growth => Grow(e, growth))));
                entries[text] = node;
                bytes += text.Length;
                Shrink();
            }

            entry = node.Value;
        }

        return entry.Document.Value;
    }

    private PreparedDocument Make(byte[] text) => PreparedDocument.Of(schema, text, limits, costs);

    /// <summary>Plans are made when requests first need them, long after their document came here.</summary>
    private void Grow(Entry entry, long growth)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(entry.Text, out var node) || node.Value != entry)
                return;
            entry.Weight += growth;
            bytes += growth;
            if (entry.Weight > Most)
                Remove(node);
            Shrink();
        }
    }

    private void Shrink()
    {
        while ((entries.Count > limits.MaxDocuments || bytes > limits.MaxBytes) && recent.Last is { } last)
            Remove(last);
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        recent.Remove(node);
        entries.Remove(node.Value.Text);
        bytes -= node.Value.Weight;
    }

    private sealed class Entry
    {
        public Entry(byte[] text, Func<Entry, PreparedDocument> make)
        {
            Text = text;
            Weight = text.Length;
            Document = new Lazy<PreparedDocument>(() => make(this));
        }

        public byte[] Text { get; }

        public Lazy<PreparedDocument> Document { get; }

        /// <summary>Of the text and of all that was planned so far; touched under the gate only.</summary>
        public long Weight { get; set; }
    }
}

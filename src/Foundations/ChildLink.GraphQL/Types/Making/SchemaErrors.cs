using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Errors of a schema, at most <see cref="Most"/>, each with at most <see cref="MostPlaces"/> locations.</summary>
internal sealed class SchemaErrors(ReadOnlyMemory<byte> source)
{
    /// <summary>Then checking ends: nobody reads more, and a hostile text shall not buy more work.</summary>
    public const int Most = 100;

    /// <summary>Places of one error.</summary>
    public const int MostPlaces = 20;

    private readonly List<(string Message, int[] Offsets)> errors = [];

    public bool IsFull => errors.Count >= Most;

    public bool Any => errors.Count > 0;

    /// <summary>Adds an error at the beginnings of nodes; those that are null (built in) have no place.</summary>
    public void Add(string message, params ReadOnlySpan<SyntaxNode?> nodes)
    {
        if (IsFull)
            return;
        var offsets = new List<int>();
        foreach (var node in nodes)
        {
            if (node is not null && offsets.Count < MostPlaces)
                offsets.Add(node.Span.Start);
        }

        errors.Add((message, [.. offsets]));
    }

    /// <summary>Adds an error at names.</summary>
    public void AddAt(string message, params ReadOnlySpan<Name> names)
    {
        if (IsFull)
            return;
        var offsets = new int[Math.Min(names.Length, MostPlaces)];
        for (var i = 0; i < offsets.Length; i++)
            offsets[i] = names[i].Span.Start;
        errors.Add((message, offsets));
    }

    /// <summary>The errors with lines and columns.</summary>
    public IReadOnlyList<GraphQLError> All()
    {
        var places = Locate();
        return [.. errors.Select(e => new GraphQLError(e.Message, [.. e.Offsets.Select(offset => places[offset])]))];
    }

    /// <summary>All places in one walk over the text: from one to the next, each beginning at the start of the line of the last.</summary>
    private Dictionary<int, SourceLocation> Locate()
    {
        var places = new Dictionary<int, SourceLocation>();
        var text = source.Span;
        var (from, lines) = (0, 0);
        foreach (var offset in errors.SelectMany(e => e.Offsets).Distinct().Order())
        {
            var place = SourceLocations.Of(text[from..], offset - from);
            lines += place.Line - 1;
            places[offset] = new SourceLocation(lines + 1, place.Column);
            from += text[from..offset].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        }

        return places;
    }
}

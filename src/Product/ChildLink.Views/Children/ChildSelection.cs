namespace ChildLink.Views.Children;

/// <summary>
/// The properties of a document that an answer asks for, each with every place where it stands in the answer. Chosen before
/// the database is asked: what is not here is not read.
/// </summary>
/// <param name="document">The document. It has at most 64 properties.</param>
public sealed class ChildSelection(ChildDocument document)
{
    private readonly List<(int Property, string Path)> places = [];

    /// <summary>The document.</summary>
    public ChildDocument Document { get; } = document;

    /// <summary>A bit per property that is asked for, by its place in the document.</summary>
    internal ulong Properties { get; private set; }

    /// <summary>Where what was asked for stands in the answer, in order.</summary>
    internal IReadOnlyList<(int Property, string Path)> Places => places;

    /// <summary>Asks for a property.</summary>
    /// <param name="property">Its place in <see cref="ChildDocument.FieldNames"/>.</param>
    /// <param name="path">Where it stands in the answer: names joined by dots.</param>
    public void Add(int property, string path)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(property);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(property, Document.Fields.Length);
        Properties |= 1UL << property;
        places.Add((property, path));
    }
}

/// <summary>That a selected property is not, or only coarsely, shown; whether or not there is a value.</summary>
/// <param name="Path">Where it stands in the answer.</param>
/// <param name="Reason">Why it is withheld; null where it is shown coarsely.</param>
/// <param name="Rule">The rule that decides.</param>
public sealed record ChildVerdict(string Path, string? Reason, string Rule);

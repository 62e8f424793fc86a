using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Why an input was refused. Names types and places, never the value.</summary>
/// <param name="Message">A sentence.</param>
/// <param name="Place">Where inside the input: <c>where.grade</c>, <c>[2].name</c>, or empty for the whole of it.</param>
/// <param name="Node">The literal or field it is about, or null for JSON.</param>
public sealed record CoercionError(string Message, string Place, SyntaxNode? Node);

/// <summary>Errors in the order they were found, at most <see cref="Most"/>.</summary>
internal sealed class CoercionErrors
{
    /// <summary>More are counted as nothing: one bad list of a million items is one problem.</summary>
    public const int Most = 50;

    private readonly List<CoercionError> errors = [];

    public int Count => errors.Count;

    public bool IsFull => errors.Count >= Most;

    public IReadOnlyList<CoercionError> All => errors;

    public void Add(string message, SyntaxNode? node)
    {
        if (!IsFull)
            errors.Add(new CoercionError(message, "", node));
    }

    /// <summary>Puts a name in front of the place of all errors since <paramref name="from"/>. Places are built on the way back, so that good input pays nothing.</summary>
    public void Within(int from, string name)
    {
        for (var i = from; i < errors.Count; i++)
        {
            var place = errors[i].Place;
            errors[i] = errors[i] with { Place = place.Length == 0 || place[0] == '[' ? name + place : $"{name}.{place}" };
        }
    }

    public void Within(int from, int index) => Within(from, $"[{index}]");
}

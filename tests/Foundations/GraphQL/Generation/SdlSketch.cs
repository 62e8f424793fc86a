namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>A text of definitions that tests can take apart: heads and members.</summary>
public sealed class SdlSketch
{
    /// <summary>Definitions in the order of the text.</summary>
    public List<Piece> Pieces { get; } = [];

    /// <summary>The SDL.</summary>
    public string Text => string.Join("\n", Pieces.Select(p => p.Text)) + "\n";

    /// <summary>A definition or extension.</summary>
    /// <param name="Head">Up to the members: <c>type A implements B</c>.</param>
    /// <param name="Open">What opens the members, empty where there are none.</param>
    /// <param name="Members">Fields, values or union members.</param>
    /// <param name="Close">What closes them.</param>
    public sealed record Piece(string Head, string Open, List<string> Members, string Close)
    {
        /// <summary>A definition without members.</summary>
        public Piece(string head)
            : this(head, "", [], "")
        {
        }

        /// <summary>The SDL of the definition.</summary>
        public string Text => Members.Count == 0 ? Head : Open == "=" ? $"{Head} = {string.Join(" | ", Members)}" : $"{Head} {Open}\n  {string.Join("\n  ", Members)}\n{Close}";
    }
}

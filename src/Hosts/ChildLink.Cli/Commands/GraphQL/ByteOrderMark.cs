namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>The mark that some editors write before UTF-8; JSON itself does not know it.</summary>
internal static class ByteOrderMark
{
    /// <summary>The text behind the mark, if there is one.</summary>
    public static ReadOnlyMemory<byte> Skip(ReadOnlyMemory<byte> text) => text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
}

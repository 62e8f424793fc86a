using System.Text;
using ChildLink.Cli.Commands.GraphQL;

namespace ChildLink.Tests.Product.Commands;

/// <summary>The reader of lines of JSON below the GraphQL commands.</summary>
public sealed class JsonLinesTests
{
    /// <summary>Text, and what is read with at most eight bytes a line: number and text, "?" for a line that is too long.</summary>
    public static TheoryData<string, string[]> Texts => new()
    {
        { "", [] },
        { "a", ["1 a"] },
        { "a\nb\n", ["1 a", "2 b"] },
        { "12345678\n12345678", ["1 12345678", "2 12345678"] },
        { "123456789", ["1 ?"] },
        { "123456789\n", ["1 ?"] },
        { "123456789\nb", ["1 ?", "2 b"] },
        { "a\n123456789", ["1 a", "2 ?"] },
        { "a\n1234567890123456789012345678901234567890", ["1 a", "2 ?"] },
        { "a\n1234567890123456789012345678901234567890\n", ["1 a", "2 ?"] },
        { "a\n1234567890123456789012345678901234567890\n\nb", ["1 a", "2 ?", "4 b"] },
        { "\uFEFFa\nb", ["1 a", "2 b"] },
        { "\uFEFF", [] },
        { "\uFEFF\n\nb", ["3 b"] },
        { "a\n\uFEFFb", ["1 a", "2 \uFEFFb"] },
    };

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public async Task Every_line_is_read_or_told_to_be_too_long(string text, string[] expected)
    {
        foreach (var piece in (int[])[1, 3, int.MaxValue])
        {
            var lines = new JsonLines(new Trickle(Encoding.UTF8.GetBytes(text), piece), maxLine: 8);
            var read = new List<string>();
            while (await lines.ReadAsync(TestContext.Current.CancellationToken))
                read.Add($"{lines.Number} {(lines.IsTooLong ? "?" : Encoding.UTF8.GetString(lines.Current.Span))}");
            read.ShouldBe(expected);
        }
    }

    /// <summary>Gives a few bytes at a time, as a pipe does.</summary>
    private sealed class Trickle(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}

using System.Text;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>
/// Reads a stream line by line as bytes: what is not UTF-8 must reach the parser, which says where. Lines beyond the limit are passed over, but told.
/// A byte order mark before the first line is no part of it.
/// </summary>
/// <param name="input">Read to its end, from where it stands; not closed.</param>
/// <param name="maxLine">Longest line in bytes, at least 1.</param>
public sealed class JsonLines(Stream input, int maxLine = JsonLines.MaxLine)
{
    /// <summary>Longest line of the commands, bytes.</summary>
    public const int MaxLine = 64 * 1024 * 1024;

    /// <summary>Brackets within brackets that the commands read in a line, and in data.</summary>
    public const int MaxDepth = 1_000;

    private byte[] buffer = new byte[Math.Min(1 << 16, maxLine + 2)];
    private int start;
    private int end;
    private bool hasEnded;

    /// <summary>Number of the line, from 1; blank ones count.</summary>
    public int Number { get; private set; }

    /// <summary>The line without its end, until the next is read.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Whether the line was passed over for its length.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="CommandRefusedException">The file cannot be read.</exception>
    public static Stream Open(string path, TextReader standardInput)
    {
        if (path == "-")
            return standardInput == Console.In ? Console.OpenStandardInput() : new MemoryStream(Encoding.UTF8.GetBytes(standardInput.ReadToEnd()));
        return GivenFile.Open(
            path, p => new FileStream(p, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan));
    }

    /// <summary>Goes to the next line that is not blank; false at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        while (await NextAsync(ct))
        {
            if (Number++ == 0 && !IsTooLong)
                Current = ByteOrderMark.Skip(Current);
            if (IsTooLong || Current.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
                return true;
        }

        return false;
    }

    private async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        IsTooLong = false;
        var searched = 0;
        while (true)
        {
            var length = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (length >= 0 || (hasEnded && (end > start || IsTooLong)))
            {
                length = length >= 0 ? searched + length : end - start;
                IsTooLong |= length > maxLine;
                Current = IsTooLong ? default : buffer.AsMemory(start, length);
                start = Math.Min(end, start + length + 1);
                return true;
            }

            if (hasEnded)
                return false;
            searched = end - start;
            if (searched > maxLine)
            {
                IsTooLong = true;
                start = end;
                searched = 0;
            }

            await FillAsync(ct);
        }
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = await input.ReadAsync(buffer.AsMemory(end), ct);
        end += read;
        hasEnded = read == 0;
    }
}

using CsvHelper;

namespace ChildLink.Records.Intake;

/// <summary>The records of a delivered file: comma or tab, quoted cells with line breaks, numbered from 1.</summary>
public sealed class DelimitedRecords : IDisposable
{
    /// <summary>Largest record in bytes; a larger one means a quotation mark that is never closed.</summary>
    private const int LargestRecord = 4 << 20;

    private readonly CsvReader reader;
    private bool unclosed;

    private DelimitedRecords(TextReader text, bool isCp932, char separator)
    {
        IsCp932 = isCp932;
        reader = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                Separator = separator,
                HasHeader = false,
                SkipEmptyLines = false,
                DetectSeparatorHint = false,
                MaxRecordSize = LargestRecord,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = record => unclosed |= record.Reason == CsvMalformedReason.UnterminatedQuote,
            },
            leaveOpen: false);
    }

    /// <summary>Whether the text came from code page 932.</summary>
    public bool IsCp932 { get; }

    /// <summary>Number of the current record, title and header included.</summary>
    public long Number { get; private set; }

    /// <summary>The current record.</summary>
    public string[] Current { get; private set; } = [];

    /// <summary>Opens a stream that can seek.</summary>
    public static DelimitedRecords Open(Stream stream)
    {
        var (probe, _) = TextDecoding.Open(stream);
        var separator = SeparatorOf(probe);
        stream.Position = 0;
        var (text, isCp932) = TextDecoding.Open(stream);
        return new DelimitedRecords(text, isCp932, separator);
    }

    /// <summary>Moves to the next record.</summary>
    /// <exception cref="FileRefusedException">A quotation mark is never closed, or reading failed.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        try
        {
            if (!await reader.ReadAsync(ct))
                return false;
        }
        catch (CsvFormatException)
        {
            unclosed = true;
        }
        catch (IOException)
        {
            throw new FileRefusedException(FileRefusedException.Unreadable, "reading the file failed half way.");
        }

        if (unclosed)
            throw new FileRefusedException("unclosed_quote", $"a quotation mark opened in record {Number + 1} is never closed.");
        Number++;
        Current = reader.Current.ToArray();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    /// <summary>Tab when the first lines hold more tabs than commas (a title line holds neither).</summary>
    private static char SeparatorOf(TextReader text)
    {
        var tabs = 0;
        var commas = 0;
        for (var i = 0; i < 5 && text.ReadLine() is { } line; i++)
        {
            tabs += line.AsSpan().Count('\t');
            commas += line.AsSpan().Count(',');
        }

        return tabs > commas ? '\t' : ',';
    }
}

/// <summary>A whole file is refused; nothing of it was stored.</summary>
public sealed class FileRefusedException(string rule, string message) : Exception(message)
{
    /// <summary>The file cannot be opened or read.</summary>
    public const string Unreadable = "unreadable_file";

    /// <summary>Stable name of the cause.</summary>
    public string Rule { get; } = rule;
}

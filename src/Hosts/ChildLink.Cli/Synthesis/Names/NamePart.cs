namespace ChildLink.Cli.Synthesis.Names;

/// <summary>A surname or a given name in the spellings different systems hold.</summary>
/// <param name="Exact">As in the family register; may need characters outside CP932 or a variation selector.</param>
/// <param name="Legacy">As a CP932 system holds it: 〓 stands for each gaiji.</param>
/// <param name="Common">With everyday characters, as teachers write it.</param>
/// <param name="Reading">Full-width katakana.</param>
internal sealed record NamePart(string Exact, string Legacy, string Common, string Reading)
{
    /// <summary>Reads a list such as "渡辺:ワタナベ 渡邊/渡辺:ワタナベ 𠮷岡/〓岡/吉岡:ヨシオカ" (exact/legacy/common:reading).</summary>
    public static NamePart[] ParseList(string list)
        => Array.ConvertAll(list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Parse);

    private static NamePart Parse(string entry)
    {
        var (spellings, reading) = entry.Split(':') is [var left, var right]
            ? (left.Split('/'), right)
            : throw new FormatException("An entry of a name list has one colon.");
        return spellings switch
        {
            [var only] => new NamePart(only, only, only, reading),
            [var exact, var common] => new NamePart(exact, exact, common, reading),
            [var exact, var legacy, var common] => new NamePart(exact, legacy, common, reading),
            _ => throw new FormatException("An entry of a name list has one to three spellings."),
        };
    }
}

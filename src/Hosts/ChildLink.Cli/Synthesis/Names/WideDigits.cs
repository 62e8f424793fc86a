namespace ChildLink.Cli.Synthesis.Names;

/// <summary>全角: ASCII digits as their full-width forms.</summary>
internal static class WideDigits
{
    public static string From(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = char.IsAsciiDigit(source[i]) ? (char)(source[i] - '0' + '０') : source[i];
    });
}

namespace ChildLink.Records.Intake;

/// <summary>
/// Recognises 個人番号 by its check digit (行政手続における特定の個人を識別するための番号の利用等に関する法律の
/// 規定による通知カード及び個人番号カード…省令 第5条): 12 digits, weights 6..2,7..2 modulo 11.
/// </summary>
public static class MyNumber
{
    /// <summary>Index of the first cell of a record that is a My Number; negative when there is none.</summary>
    internal static int IndexIn(string[] record) => Array.FindIndex(record, IsMyNumber);

    /// <summary>Whether a cell is a 12-digit number with a valid check digit, in any width of digits, with or without separators.</summary>
    public static bool IsMyNumber(string cell)
    {
        Span<int> digits = stackalloc int[12];
        var count = 0;
        foreach (var c in cell)
        {
            var digit = c switch
            {
                >= '0' and <= '9' => c - '0',
                >= '０' and <= '９' => c - '０',
                ' ' or '-' or '\u3000' or '－' => -1,
                _ => -2,
            };
            if (digit == -2 || (digit >= 0 && count == 12))
                return false;
            if (digit >= 0)
                digits[count++] = digit;
        }

        if (count != 12)
            return false;
        var sum = 0;
        for (var n = 1; n <= 11; n++)
            sum += digits[11 - n] * (n <= 6 ? n + 1 : n - 5);
        var rest = sum % 11;
        return digits[11] == (rest <= 1 ? 0 : 11 - rest);
    }
}

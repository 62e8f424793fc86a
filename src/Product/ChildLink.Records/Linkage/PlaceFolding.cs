using System.Text;
using System.Text.RegularExpressions;

namespace ChildLink.Records.Linkage;

/// <summary>Brings addresses and short forms of them to one form: <c>中央１丁目４番５号</c> and <c>中央1-4-5</c> are one place.</summary>
public static partial class PlaceFolding
{
    private const string PartEnds = "都道府県郡市区町村字";

    /// <summary>
    /// Folds an address: compatibility form, without spaces, 丁目, 番地, 番 and 号 behind a number as hyphens between numbers.
    /// </summary>
    public static string Fold(string? place)
    {
        if (string.IsNullOrWhiteSpace(place))
            return "";
        var narrow = new StringBuilder(place.Length);
        foreach (var c in place.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(c))
                narrow.Append(IsDash(c) && narrow.Length > 0 && char.IsAsciiDigit(narrow[^1]) ? '-' : c);
        }

        return Parts().Replace(narrow.ToString().ToUpperInvariant(), static m => m.Groups["next"].Success ? "-" : "");
    }

    /// <summary>
    /// Whether a full folded address ends in a short one that begins where a part of the address does: behind the name of a
    /// prefecture, county, city, ward, town or village. <c>中央1-4-5</c> is no end of <c>…町東中央1-4-5</c>.
    /// </summary>
    public static bool EndsIn(string address, string place) =>
        place.Length > 0 && address.EndsWith(place, StringComparison.Ordinal)
        && (address.Length == place.Length || PartEnds.Contains(address[^(place.Length + 1)]));

    // The long-vowel mark of ハイツ１ー２ stands for a dash only behind a number.
    private static bool IsDash(char c) => c is '‐' or '‑' or '–' or '—' or '―' or '−' or 'ー';

    // A number word is a hyphen before the next number and nothing at the end of the numbers.
    [GeneratedRegex(@"(?<=\d)(丁目|番地の?|番|号室|号|-)(?<next>(?=\d))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();
}

using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>Turns the body of a search into a question.</summary>
internal static class SearchRequest
{
    private const int LongestWord = 100;

    /// <summary>The question, or the member that is wrong with what would be right; the message never repeats a word.</summary>
    public static (ChildQuery? Query, ViewOutcome.Malformed? Fault) Read(SearchBody body)
    {
        var words = new[] { body.Kana.BeginsWith, body.Kana.From, body.Kana.To, body.School, body.Grade, body.Class, body.Order };
        if (words.Any(w => w is not null && (w.Length is 0 or > LongestWord || w.Any(char.IsControl))))
            return (null, new ViewOutcome.Malformed("body", $"texts must hold 1 to {LongestWord} characters and no control characters."));
        var range = body.Kana switch
        {
            { BeginsWith: { } beginning, From: null, To: null } => KanaRange.Beginning(beginning),
            { BeginsWith: null, From: { } from, To: { } to } => KanaRange.Between(from, to),
            _ => null,
        };
        if (range is null)
            return (null, new ViewOutcome.Malformed("kana", "must hold beginsWith, or from and to in the order of kana."));
        if (body.BirthDate is { } born && born.From > born.To)
            return (null, new ViewOutcome.Malformed("birthDate", "must not end before it begins."));
        return (new ChildQuery(
            body.Fields, body.Grade, body.Class, body.Order ?? "kana", OnlyCandidates: false, body.Size, body.Cursor, body.Count, body.School, range,
            body.BirthDate is { } days ? new BirthRange(days.From, days.To) : null), null);
    }
}

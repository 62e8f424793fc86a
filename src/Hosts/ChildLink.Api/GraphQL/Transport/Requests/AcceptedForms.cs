using Microsoft.Net.Http.Headers;

namespace ChildLink.Api.GraphQL.Transport.Requests;

/// <summary>What a client takes as an answer, by its <c>Accept</c> header (RFC 9110, 12.5.1; GraphQL over HTTP, "Body").</summary>
/// <param name="Single">The form of a single answer; null where the client takes none.</param>
/// <param name="EventStream">Whether the client names event streams.</param>
public sealed record AcceptedForms(AnswerForm? Single, bool EventStream)
{
    /// <summary>Content type of <see cref="AnswerForm.Json"/>.</summary>
    public const string Json = "application/json";

    /// <summary>Content type of <see cref="AnswerForm.GraphQLResponse"/>.</summary>
    public const string GraphQLResponse = "application/graphql-response+json";

    /// <summary>Content type of <see cref="AnswerForm.EventStream"/>.</summary>
    public const string Events = "text/event-stream";

    private const string Charset = "utf-8";

    /// <summary>The form in which an operation is answered; null means 406.</summary>
    /// <param name="isSubscription">Whether the operation answers many times.</param>
    public AnswerForm? For(bool isSubscription) => isSubscription && EventStream ? AnswerForm.EventStream : Single ?? (EventStream ? AnswerForm.EventStream : null);

    /// <summary>Content type of a form.</summary>
    public static string ContentTypeOf(AnswerForm form) => form switch
    {
        AnswerForm.GraphQLResponse => GraphQLResponse + "; charset=utf-8",
        AnswerForm.EventStream => Events + "; charset=utf-8",
        _ => Json + "; charset=utf-8",
    };

    /// <summary>
    /// Reads the header. Without one, and for wildcards, it is <c>application/json</c>, which every client understands; where both
    /// are named alike, the form whose status tells more.
    /// </summary>
    /// <param name="accept">Values of the header; none when it is absent.</param>
    public static AcceptedForms Of(IList<string> accept)
    {
        if (accept.All(string.IsNullOrWhiteSpace))
            return new AcceptedForms(AnswerForm.Json, EventStream: false);
        if (!MediaTypeHeaderValue.TryParseStrictList(accept, out var ranges))
            return new AcceptedForms(null, EventStream: false);
        var json = Quality(ranges, Json);
        var response = Quality(ranges, GraphQLResponse);
        AnswerForm? single = (json, response) switch
        {
            (0, 0) => null,
            _ when response > json => AnswerForm.GraphQLResponse,
            _ when json > response => AnswerForm.Json,
            _ => Names(ranges, GraphQLResponse) ? AnswerForm.GraphQLResponse : AnswerForm.Json,
        };
        return new AcceptedForms(single, Names(ranges, Events) && Quality(ranges, Events) > 0);
    }

    private static bool Names(IEnumerable<MediaTypeHeaderValue> ranges, string type) =>
        ranges.Any(r => r.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>The quality given by the most specific range that covers the type; 0 where none does.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> ranges, string type)
    {
        var (best, quality) = (-1, 0.0);
        foreach (var range in ranges)
        {
            var specificity = Specificity(range, type);
            if (specificity > best)
                (best, quality) = (specificity, range.Quality ?? 1);
        }

        return quality;
    }

    private static int Specificity(MediaTypeHeaderValue range, string type)
    {
        if (range.Charset.HasValue && !range.Charset.Equals(Charset, StringComparison.OrdinalIgnoreCase))
            return -1;
        if (range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
            return 2;
        if (range.MatchesAllTypes)
            return 0;
        return range.MatchesAllSubTypes && type.AsSpan().StartsWith(range.Type.AsSpan(), StringComparison.OrdinalIgnoreCase) && type[range.Type.Length] == '/' ? 1 : -1;
    }
}

using ChildLink.Api.Composition;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.Rest;

/// <summary>Whom an officer means by an actor of the access log. Both doors.</summary>
internal static class ActorNames
{
    /// <summary>
    /// The actors that a text can name: itself, where it holds issuer and subject, and as the subject alone under every issuer of
    /// assignments and the one whose token asks. A subject may hold a bar itself, so the bar decides nothing.
    /// </summary>
    /// <returns>Null where nobody is named: entries of everybody.</returns>
    public static async Task<IReadOnlyList<string>?> OfAsync(Municipality municipality, Caller caller, string? text, CancellationToken ct) => text is null
        ? null
        : [text, .. (await municipality.Assignments.IssuersAsync(municipality.Code, ct)).Append(caller.Identity.Issuer).Distinct(StringComparer.Ordinal).Select(i => $"{i}|{text}")];
}

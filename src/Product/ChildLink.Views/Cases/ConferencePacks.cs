using System.Security.Cryptography;
using System.Text;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Children;

namespace ChildLink.Views.Cases;

/// <summary>個別支援会議資料: what goes to the table of a conference on another network, as a page to print.</summary>
public sealed class ConferencePacks(
    ConferenceBook conferences, CaseViews cases, ChildViews children, DossierViews dossiers, SupportMenu menu, string city, TimeProvider time)
{
    /// <summary>How long after the conference (or after printing, if that is later) a pack may be kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly PackContents contents = new(cases, children, dossiers);

    /// <summary>
    /// Nothing may be loaded, run, framed or sent; the one style is named by its digest (CSP Level 3, section 2.3.1).
    /// </summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PackPage.Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Makes the pack of the conference that is the context. What was opened stands in one entry, whose number is printed on each
    /// page; the page's digest and the number of children stand in a second one before it leaves.
    /// </summary>
    /// <returns>The page in UTF-8, or why there is none.</returns>
    public async Task<(ReadOnlyMemory<byte> Page, ViewOutcome Outcome)> MakeAsync(DisclosureScope scope, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var caller = scope.Caller;
        if (caller.Context is not { Kind: AccessKind.Conference } context)
            return (default, new ViewOutcome.Refused(ViewRefusals.ContextRequired, "Purpose-Context"));
        if (context.Id != id || await conferences.FindAsync(caller.BlockedChildren, id, ct) is not { State: not ConferenceState.Cancelled } conference)
            return (default, new ViewOutcome.NotFound());
        if (await contents.WriteAsync(scope, conference, ct) is { } fault)
            return (default, fault);
        var rows = scope.Rows;
        var opened = await scope.ReleaseAsync(ct);
        var now = time.GetUtcNow();
        var stamp = new PackStamp(
            city, $"{caller.Identity.Person} ({caller.Role})", scope.LastEntry!.Value, now, (conference.HeldAt > now ? conference.HeldAt : now) + Kept);
        var page = PackPage.Write(opened, conference, menu, stamp);
        await scope.RecordDocumentAsync("export conference-pack", Convert.ToHexStringLower(SHA256.HashData(page)), rows, ct);
        return (page, new ViewOutcome.Written());
    }
}

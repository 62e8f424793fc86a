using System.Security.Cryptography;
using System.Text;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Children;

namespace ChildLink.Views.Cases;

/// <summary>A pack whose entries are durable: it may leave.</summary>
/// <param name="Page">HTML in UTF-8.</param>
/// <param name="Sha256">Digest of the page, lower-case hexadecimal: the one that stands in the log.</param>
/// <param name="Entry">Number of the entry of what was opened for it, as printed on each page.</param>
/// <param name="Expires">When it has to be destroyed.</param>
public sealed record ConferencePack(ReadOnlyMemory<byte> Page, string Sha256, long Entry, DateTimeOffset Expires);

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
    /// <returns>The pack, or why there is none.</returns>
    public async Task<(ConferencePack? Pack, ViewOutcome Outcome)> MakeAsync(DisclosureScope scope, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var caller = scope.Caller;
        if (caller.Context is not { Kind: AccessKind.Conference } context)
            return (null, new ViewOutcome.Refused(ViewRefusals.ContextRequired, "Purpose-Context"));
        if (context.Id != id || await conferences.FindAsync(caller.BlockedChildren, id, ct) is not { State: not ConferenceState.Cancelled } conference)
            return (null, new ViewOutcome.NotFound());
        if (await contents.WriteAsync(scope, conference, ct) is { } fault)
            return (null, fault);
        var rows = scope.Rows;
        var opened = await scope.ReleaseAsync(ct);
        var now = time.GetUtcNow();
        var stamp = new PackStamp(
            city, $"{caller.Identity.Person} ({caller.Role})", scope.LastEntry!.Value, now, (conference.HeldAt > now ? conference.HeldAt : now) + Kept);
        var page = PackPage.Write(opened, conference, menu, stamp);
        var pack = new ConferencePack(page, Convert.ToHexStringLower(SHA256.HashData(page)), stamp.Entry, stamp.Expires);
        await scope.RecordDocumentAsync("export conference-pack", pack.Sha256, rows, ct);
        return (pack, new ViewOutcome.Written());
    }
}

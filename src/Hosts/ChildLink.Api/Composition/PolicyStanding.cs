using ChildLink.Api.Problems;
using ChildLink.Privacy.Policy.Adoption;

namespace ChildLink.Api.Composition;

/// <summary>How the served policy stands to the adopted one. Outside of a synthetic cluster only what two people adopted is served.</summary>
/// <param name="Required">Whether adoption is asked for: outside of a synthetic cluster always, in one where the option says so or something was adopted before it was opened.</param>
/// <param name="Served">Hash of the policy that this process compiled.</param>
/// <param name="OnDisk">Hash of the files on disk; null where they do not compile.</param>
public sealed record PolicyStanding(bool Required, string Served, string? OnDisk)
{
    /// <summary>Whether the files on disk are others than those served: they wait for adoption.</summary>
    public bool DiskWaits => OnDisk != Served;

    /// <summary>
    /// Why nothing of a person may be opened now; null where it may. The book is asked on every request, also where nobody had to adopt
    /// so far: whichever process adopts, and be it for the first time, takes effect at once.
    /// </summary>
    public async ValueTask<ProblemCode?> ClosedAsync(PolicyBook book, string tenant, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(book);
        var adopted = await book.AdoptedAsync(tenant, ct);
        if (adopted is null)
            return Required ? ProblemCode.PolicyNotAdopted : null;
        return adopted == Served ? null : ProblemCode.PolicyBehind;
    }
}

using ChildLink.Api.Problems;
using ChildLink.Privacy.Policy;

namespace ChildLink.Api.Composition;

/// <content>How the served policy stands to what was adopted and to what lies on disk, while the process serves.</content>
public sealed partial class Municipality
{
    private volatile PolicyStanding standing;

    /// <summary>Hash of the files at the last look; null where they could not be read or did not compile when the process began.</summary>
    private string? lookedAt;

    /// <summary>How the served policy stands to the adopted one and to the files on disk, as they were at the last look.</summary>
    public PolicyStanding Standing => standing;

    /// <summary>Why nothing of a person may be opened now; null where it may.</summary>
    public ValueTask<ProblemCode?> ClosedAsync(CancellationToken ct) => Standing.ClosedAsync(Policies, Code, ct);

    /// <summary>Looks whether the policy files on disk are others than at the last look, by content; only then they are compiled. For one caller at a time.</summary>
    /// <returns>Whether <see cref="PolicyStanding.OnDisk"/> changed.</returns>
    public bool LookAtDisk()
    {
        var before = standing.OnDisk;
        var hash = HashOnDisk();
        if (hash is not null && hash == lookedAt)
            return false;
        lookedAt = hash;
        var onDisk = hash is null ? null : CompiledOnDisk();
        standing = standing with { OnDisk = onDisk };
        return onDisk != before;
    }

    private string? HashOnDisk()
    {
        try
        {
            return PolicyCompiler.HashOf(Place.Policies, Place.CityFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody moves or replaces them at this moment; the next look sees what came of it.
            return null;
        }
    }

    private string? CompiledOnDisk()
    {
        try
        {
            return ServedPolicy.OnDisk(Place).Compiled?.Policy.Hash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lookedAt = null;
            return null;
        }
    }
}

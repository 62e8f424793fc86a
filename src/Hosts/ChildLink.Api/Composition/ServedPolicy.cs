using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Policy.Adoption;
using Npgsql;

namespace ChildLink.Api.Composition;

/// <summary>The policy that a process serves: what lies on disk where nobody has to adopt, else what was adopted last.</summary>
internal sealed record ServedPolicy(CompiledPolicy Compiled, PolicyStanding Standing)
{
    /// <summary>Compiles the files on disk. Faults are kept: a city with an adopted policy is served by that.</summary>
    public static PolicyOnDisk OnDisk(MunicipalityPlace place)
    {
        try
        {
            return new PolicyOnDisk(CompiledPolicy.Compile(place.Code, place.Policies, place.CityFolder), null);
        }
        catch (PolicyException e)
        {
            return new PolicyOnDisk(null, e);
        }
    }
}

/// <summary>The files on disk, compiled or not.</summary>
internal sealed record PolicyOnDisk(CompiledPolicy? Compiled, PolicyException? Fault)
{
    /// <summary>
    /// What is served. Whether adoption is asked for is never said by a policy file, which one person can write: only a cluster marked
    /// synthetic does without, and also there never again once something was adopted.
    /// </summary>
    /// <exception cref="PolicyException">The files on disk are faulty and nothing was adopted, or the stored files are not those of the adopted hash.</exception>
    public async Task<ServedPolicy> ServeAsync(MunicipalityPlace place, CancellationToken ct)
    {
        var adopted = await AdoptedAsync(place, ct);
        var required = adopted is not null || place.RequiresAdoption || (place.SyntheticCluster is null && !place.WaivesAdoption);
        var onDisk = Compiled?.Policy.Hash;
        if (adopted is not null && adopted.Hash != onDisk)
            return new ServedPolicy(CompiledPolicy.Compile(place, adopted), new PolicyStanding(required, adopted.Hash, onDisk));
        if (Fault is not null)
            throw Fault;
        return new ServedPolicy(Compiled!, new PolicyStanding(required, onDisk!, onDisk));
    }

    private static async Task<PolicyBundle?> AdoptedAsync(MunicipalityPlace place, CancellationToken ct)
    {
        await using var database = WorkingDatabase.Open(place.ConnectionString);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await PolicyBook.AdoptedBundleAsync(connection, place.Code, ct);
    }
}

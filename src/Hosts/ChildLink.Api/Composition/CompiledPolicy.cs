using ChildLink.Casework.Cases;
using ChildLink.Casework.Inquiries;
using ChildLink.Casework.Narrowing.Rules;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Policy.Adoption;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Plans;

namespace ChildLink.Api.Composition;

/// <summary>
/// The policy of a municipality, compiled with everything that its opening loads: what compiles here opens, and what does not is
/// neither proposed nor adopted nor served.
/// </summary>
/// <param name="City">City with its provisions.</param>
/// <param name="Policy">Who sees what.</param>
/// <param name="Narrowing">Narrowing rules.</param>
/// <param name="Inquiries">Forms of inquiries.</param>
public sealed record CompiledPolicy(City City, DecisionTable Policy, NarrowingRules Narrowing, InquiryForms Inquiries)
{
    /// <summary>Compiles the files of folders.</summary>
    /// <param name="code">全国地方公共団体コード that the city must say.</param>
    /// <param name="shared">Folder of the policy that every municipality shares.</param>
    /// <param name="municipality">Folder with <c>city.yaml</c>.</param>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static CompiledPolicy Compile(string code, string shared, string municipality)
    {
        var files = new PolicyFiles(shared);
        var purposes = files.Read<PurposesDocument>("purposes.yaml").Purposes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var city = City.Load(files, municipality, purposes);
        var problems = new List<PolicyProblem>();
        if (city.Code != code)
            problems.Add(new PolicyProblem("city.yaml", "code", $"must be {code}, the name of its folder."));
        var policy = Part(() => PolicyCompiler.Compile(files, municipality, city.Items), problems);
        // Narrowing rules name plans: where the plans are faulty their faults are told once.
        var narrowing = Part(() => ScreeningPlans.Load(city), problems) is null ? null : Part(() => NarrowingRules.Load(city), problems);
        var inquiries = Part(() => InquiryForms.Load(city), problems);
        Part(() => SupportMenu.Load(municipality), problems);
        return problems.Count == 0 ? new CompiledPolicy(city, policy!, narrowing!, inquiries!) : throw new PolicyException(problems);
    }

    /// <summary>Compiles the files of a bundle as they will be served: from where they are written for that.</summary>
    /// <exception cref="PolicyException">With every fault found, or the files are not those of the bundle's hash.</exception>
    public static CompiledPolicy Compile(MunicipalityPlace place, PolicyBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(bundle);
        var (shared, municipality) = bundle.WriteBelow(place.AdoptedPolicies);
        return Compile(place.Code, shared, municipality);
    }

    /// <summary>What keeps a bundle from being opened; none where it opens. Its files are written for the time of the check only.</summary>
    public static IReadOnlyList<PolicyProblem> FaultsOf(string code, PolicyBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var folder = Directory.CreateTempSubdirectory("childlink-policy-");
        try
        {
            var (shared, municipality) = bundle.WriteBelow(folder.FullName);
            Compile(code, shared, municipality);
            return [];
        }
        catch (PolicyException e)
        {
            return e.Problems;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static T? Part<T>(Func<T> load, List<PolicyProblem> problems)
        where T : class
    {
        try
        {
            return load();
        }
        catch (PolicyException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }
}

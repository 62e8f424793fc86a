using System.Text.RegularExpressions;
using ChildLink.Privacy.Policy;

namespace ChildLink.Records.Provisions;

/// <summary>One municipality as its policy folder describes it: organs, schools, provisions.</summary>
public sealed class City
{
    private readonly List<(Regex Code, string Name)> schools;

    private City(CityDocument document, IReadOnlyList<Provision> provisions, string folder)
    {
        Document = document;
        Provisions = provisions;
        Folder = folder;
        schools = [.. document.Schools.Select(s => (new Regex($@"\A(?:{s.Code})\z", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100)), s.Name))];
    }

    /// <summary>The city file.</summary>
    public CityDocument Document { get; }

    /// <summary>全国地方公共団体コード.</summary>
    public string Code => Document.Code;

    /// <summary>Every provision in force or not.</summary>
    public IReadOnlyList<Provision> Provisions { get; }

    /// <summary>Folder of the municipality, where plans lie too.</summary>
    public string Folder { get; }

    /// <summary>Whether a school code exists.</summary>
    public bool KnowsSchool(string code) => schools.Exists(s => s.Code.IsMatch(code));

    /// <summary>Loads and checks a municipality folder.</summary>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static City Load(PolicyFiles basePolicy, string municipalityFolder, IReadOnlySet<string> purposes)
    {
        var files = new PolicyFiles(municipalityFolder);
        var city = files.Read<CityDocument>("city.yaml");
        var patterns = basePolicy.Read<LegalBasesDocument>("legal-bases.yaml").Bases;
        var problems = new List<PolicyProblem>();
        if (city.Code.Length != 6 || !city.Code.All(char.IsAsciiDigit))
            problems.Add(new PolicyProblem("city.yaml", "code", "must be six digits (全国地方公共団体コード)."));
        var compiler = new ProvisionCompiler(city, patterns, purposes);
        var provisions = new List<Provision>();
        foreach (var file in files.List("provisions"))
        {
            var single = new PolicyFiles(municipalityFolder);
            var document = single.Read<ProvisionDocument>(file);
            if (compiler.Compile(file, document, single.ContentHash()[..16]) is { } provision)
                provisions.Add(provision);
        }

        problems.AddRange(compiler.Problems);
        foreach (var twice in provisions.GroupBy(p => p.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new PolicyProblem("provisions", twice.Key, "is declared twice."));
        foreach (var (provision, other) in provisions.SelectMany(p => p.DrawsOn.Select(o => (p.Id, o))).Where(d => !provisions.Exists(p => p.Id == d.o)))
            problems.Add(new PolicyProblem($"provisions/{provision}.yaml", "drawsOn", $"'{other}' is no provision of this city."));
        if (problems.Count > 0)
            throw new PolicyException(problems);
        return new City(city, provisions, municipalityFolder);
    }

    /// <summary>The provision that claims a file by name.</summary>
    public FileClaim Claim(string fileName)
    {
        var claims = Provisions.Select(p => (Provision: p, Parts: p.File.Match(fileName))).Where(c => c.Parts is not null).ToList();
        return claims.Count switch
        {
            0 => new FileClaim.Nobody(),
            1 => new FileClaim.One(claims[0].Provision, claims[0].Parts!),
            _ => new FileClaim.Several([.. claims.Select(c => c.Provision.Id)]),
        };
    }
}

/// <summary>Who claims a delivered file.</summary>
public abstract record FileClaim
{
    private FileClaim()
    {
    }

    /// <summary>Exactly one provision.</summary>
    public sealed record One(Provision Provision, FileNameParts Parts) : FileClaim;

    /// <summary>No provision: the file is refused.</summary>
    public sealed record Nobody : FileClaim;

    /// <summary>More than one: the file is refused, because the basis would be a guess.</summary>
    public sealed record Several(IReadOnlyList<string> Provisions) : FileClaim;
}

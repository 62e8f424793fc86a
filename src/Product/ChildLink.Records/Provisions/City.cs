using System.Text.RegularExpressions;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;

namespace ChildLink.Records.Provisions;

/// <summary>One municipality as its policy folder describes it: organs, schools, provisions.</summary>
public sealed class City
{
    private readonly List<(Regex Code, OrganEntry? Organ)> schools;

    private City(CityDocument document, IReadOnlyList<Provision> provisions, IReadOnlyList<CatalogueEntry> items, LawBook law, string folder)
    {
        Document = document;
        Provisions = provisions;
        Items = items;
        Law = law;
        Folder = folder;
        schools = [.. document.Schools.Select(s => (SchoolPattern(s.Code)!, document.Organs.FirstOrDefault(o => o.Id == s.Organ)))];
    }

    /// <summary>The city file.</summary>
    public CityDocument Document { get; }

    /// <summary>全国地方公共団体コード.</summary>
    public string Code => Document.Code;

    /// <summary>Every provision in force or not.</summary>
    public IReadOnlyList<Provision> Provisions { get; }

    /// <summary>Every data item of the provisions with its class and where it comes from, in order of name.</summary>
    public IReadOnlyList<CatalogueEntry> Items { get; }

    /// <summary>The law that the provisions were held against.</summary>
    public LawBook Law { get; }

    /// <summary>Folder of the municipality, where plans lie too.</summary>
    public string Folder { get; }

    /// <summary>Whether a school code exists.</summary>
    public bool KnowsSchool(string code) => schools.Exists(s => s.Code.IsMatch(code));

    /// <summary>The organ that a school belongs to; null where none is declared, and for whatever is no school of the city.</summary>
    public OrganEntry? OrganOfSchool(string code) => schools.Find(s => s.Code.IsMatch(code)).Organ;

    /// <summary>Loads and checks a municipality folder.</summary>
    /// <exception cref="PolicyException">With every fault found.</exception>
    public static City Load(PolicyFiles basePolicy, string municipalityFolder, IReadOnlySet<string> purposes)
    {
        var files = new PolicyFiles(municipalityFolder);
        var city = files.Read<CityDocument>("city.yaml");
        var law = LawBook.Read(basePolicy);
        var problems = new List<PolicyProblem>();
        if (city.Code.Length != 6 || !city.Code.All(char.IsAsciiDigit))
            problems.Add(new PolicyProblem("city.yaml", "code", "must be six digits (全国地方公共団体コード)."));
        if (city.SmallestCell is < 3 or > 50)
            problems.Add(new PolicyProblem("city.yaml", "smallestCell", "must be 3 to 50."));
        if (city.EmergencyMinutes is < 1 or > 60)
            problems.Add(new PolicyProblem("city.yaml", "emergencyMinutes", "must be 1 to 60."));
        OrganCheck.Run(city, problems);
        foreach (var school in city.Schools.Where(static s => SchoolPattern(s.Code) is null))
            problems.Add(new PolicyProblem("city.yaml", $"schools {school.Code}", "the code is no regular expression."));
        foreach (var school in city.Schools.Where(s => s.Organ is { } organ && !city.Organs.Exists(o => o.Id == organ)))
            problems.Add(new PolicyProblem("city.yaml", $"schools {school.Code}", $"organ '{school.Organ}' is not declared."));
        if (city.Conference is not { FirstMinutes: >= 1 and <= 120, LaterMinutes: >= 1 and <= 120 })
            problems.Add(new PolicyProblem("city.yaml", "conference", "firstMinutes and laterMinutes must be 1 to 120."));
        var compiler = new ProvisionCompiler(city, law, purposes);
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
        GrantCheck.Across(provisions, problems);
        var items = DataItems.Merge(provisions, problems);
        if (problems.Count > 0)
            throw new PolicyException(problems);
        return new City(city, provisions, items, law, municipalityFolder);
    }

    /// <summary>The expression of a school code; null where it is none, also one that is none by itself, such as <c>a)|(?:b</c>.</summary>
    private static Regex? SchoolPattern(string code)
    {
        try
        {
            _ = new Regex(code, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
            return new Regex($@"\A(?:{code})\z", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
        catch (RegexParseException)
        {
            return null;
        }
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

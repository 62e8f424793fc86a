using System.Reflection;
using System.Xml.Linq;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Architecture;

/// <summary>Privacy ← Records ← Screening ← Casework ← Views ← Hosts; Oversight → Privacy; Product → Foundations.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Foundations = ["ChildLink.EventStore", "ChildLink.GraphQL", "ChildLink.Learning", "ChildLink.TransparencyLog"];

    /// <summary>What each assembly may know about, foundations aside where they are listed by name.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["ChildLink.EventStore"] = [],
        ["ChildLink.GraphQL"] = [],
        ["ChildLink.Learning"] = [],
        ["ChildLink.TransparencyLog"] = [],
        ["ChildLink.Privacy"] = ["ChildLink.EventStore"],
        ["ChildLink.Records"] = ["ChildLink.EventStore", "ChildLink.Privacy"],
        ["ChildLink.Screening"] = ["ChildLink.EventStore", "ChildLink.Learning", "ChildLink.Privacy", "ChildLink.Records"],
        ["ChildLink.Casework"] = ["ChildLink.EventStore", "ChildLink.Privacy", "ChildLink.Records", "ChildLink.Screening"],
        ["ChildLink.Views"] = ["ChildLink.EventStore", "ChildLink.Privacy", "ChildLink.Records", "ChildLink.Screening", "ChildLink.Casework"],
        ["ChildLink.Oversight"] = ["ChildLink.EventStore", "ChildLink.TransparencyLog", "ChildLink.Privacy"],
        ["ChildLink.Api"] = [.. Foundations, "ChildLink.Privacy", "ChildLink.Records", "ChildLink.Screening", "ChildLink.Casework", "ChildLink.Views", "ChildLink.Oversight"],
        ["ChildLink.Cli"] = [.. Foundations, "ChildLink.Privacy", "ChildLink.Records", "ChildLink.Screening", "ChildLink.Casework", "ChildLink.Views", "ChildLink.Oversight", "ChildLink.Api"],
    };

    [Fact]
    public void Every_project_of_the_sources_has_its_place_in_the_house() =>
        Projects().Keys.Order(StringComparer.Ordinal).ShouldBe(Allowed.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Projects_reference_only_what_the_design_draws()
    {
        foreach (var (name, path) in Projects())
        {
            var references = XDocument.Load(path).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            references.ShouldAllBe(r => Allowed[name].Contains(r), name);
        }
    }

    [Fact]
    public void Compiled_assemblies_use_only_what_the_design_draws()
    {
        foreach (var name in Allowed.Keys)
        {
            var used = Assembly.Load(name).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("ChildLink.", StringComparison.Ordinal));
            used.ShouldAllBe(r => Allowed[name].Contains(r), name);
        }
    }

    [Theory]
    [InlineData("ChildLink.EventStore", "Microsoft.AspNetCore")]
    [InlineData("ChildLink.Learning", "Microsoft.AspNetCore")]
    [InlineData("ChildLink.Learning", "Npgsql")]
    [InlineData("ChildLink.TransparencyLog", "Microsoft.AspNetCore")]
    [InlineData("ChildLink.TransparencyLog", "Npgsql")]
    [InlineData("ChildLink.Privacy", "Microsoft.AspNetCore")]
    [InlineData("ChildLink.Records", "Microsoft.AspNetCore")]
    [InlineData("ChildLink.Screening", "Microsoft.AspNetCore")]
    [InlineData("ChildLink.Casework", "Microsoft.AspNetCore")]
    [InlineData("ChildLink.Views", "Microsoft.AspNetCore")]
    [InlineData("ChildLink.Oversight", "Microsoft.AspNetCore")]
    public void Rooms_do_not_know_what_is_outside_of_them(string assembly, string forbidden) =>
        Assembly.Load(assembly).GetReferencedAssemblies().ShouldAllBe(a => !a.Name!.StartsWith(forbidden, StringComparison.Ordinal));

    [Fact]
    public void No_room_makes_others_its_friends()
    {
        foreach (var name in Allowed.Keys)
            Assembly.Load(name).GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>().ShouldBeEmpty(name);
    }

    [Fact]
    public void Only_privacy_and_the_event_store_may_open_rows()
    {
        var opening = Projects().Where(p => XDocument.Load(p.Value).Descendants("OpensRows").Any(e => e.Value == "true")).Select(p => p.Key);

        opening.Order(StringComparer.Ordinal).ShouldBe(["ChildLink.EventStore", "ChildLink.Privacy"]);
    }

    private static Dictionary<string, string> Projects() =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFolders.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(p => Path.GetFileNameWithoutExtension(p), StringComparer.Ordinal);
}

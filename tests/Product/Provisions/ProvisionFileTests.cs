using System.Text.RegularExpressions;
using ChildLink.Records.Provisions;

namespace ChildLink.Tests.Product.Provisions;

/// <summary>What must hold for every contract in the policy folder, whatever the data.</summary>
public sealed partial class ProvisionFileTests
{
    private static readonly HashSet<string> FreeText = new(StringComparer.Ordinal) { "備考", "記録", "自由記述", "所見" };

    public static TheoryData<string> Codes => PolicyMunicipalities.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_file_compiles_under_the_name_of_its_contract(string code)
    {
        var names = PolicyMunicipalities.ProvisionFiles(code).Select(static f => Path.GetFileNameWithoutExtension(f));

        PolicyMunicipalities.Load(code).Provisions.Select(p => p.Id).Order(StringComparer.Ordinal).ShouldBe(names);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_file_says_why_it_is_there(string code)
    {
        foreach (var file in PolicyMunicipalities.ProvisionFiles(code))
            File.ReadLines(file).First().ShouldStartWith("# ", customMessage: file);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Free_text_is_never_stored(string code)
    {
        foreach (var provision in PolicyMunicipalities.Load(code).Provisions)
        {
            foreach (var column in provision.Columns.Where(c => FreeText.Contains(c.Name)))
                column.Item.ShouldBeNull($"{provision.Id} {column.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Protection_measures_serve_protection_and_nothing_else(string code)
    {
        foreach (var provision in PolicyMunicipalities.Load(code).Provisions)
        {
            var protects = provision.Columns.Any(c => c.Item?.StartsWith("protection.", StringComparison.Ordinal) == true);
            provision.Purposes.Contains("address-protection").ShouldBe(protects, provision.Id);
            if (protects)
                provision.Purposes.Count.ShouldBe(1);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Items_are_named_after_their_contract_and_meant_once(string code)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var provision in PolicyMunicipalities.Load(code).Provisions)
        {
            var items = provision.Columns.Select(c => c.Item).OfType<string>().ToList();
            items.ShouldAllBe(i => ItemName().IsMatch(i));
            items.Distinct(StringComparer.Ordinal).Count().ShouldBe(items.Count, provision.Id);
            foreach (var prefix in items.Select(i => i[..i.IndexOf('.', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal))
                owners.TryAdd(prefix, provision.Id).ShouldBeTrue($"{provision.Id} and {owners[prefix]} both name items {prefix}.*");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Records_that_must_be_linked_may_be_read_for_linkage(string code)
    {
        foreach (var provision in PolicyMunicipalities.Load(code).Provisions.Where(p => NamesPersonsWithoutCode(p) || p.ResidentColumn == "母宛名番号"))
            provision.Purposes.ShouldContain("linkage", provision.Id);
    }

    [Fact]
    public void The_small_town_hands_over_the_same_data_sets_under_the_same_contracts()
    {
        foreach (var file in PolicyMunicipalities.ProvisionFiles("152242"))
        {
            var other = file.Replace("152242", "999993", StringComparison.Ordinal);
            File.ReadAllText(other).ShouldBe(File.ReadAllText(file), Path.GetFileName(file));
        }
    }

    private static bool NamesPersonsWithoutCode(Provision provision) =>
        provision.ResidentColumn is null && provision.Columns.Any(c => c.Item is not null && (c.Name == "氏名" || c.Name == "使用者名カナ"));

    [GeneratedRegex(@"^[a-z0-9-]+\.[a-z0-9-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ItemName();
}

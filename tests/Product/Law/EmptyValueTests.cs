using ChildLink.Api.Composition;
using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Privacy;

namespace ChildLink.Tests.Product.Law;

/// <summary>Keys without a value and elements without content are faults of their file, never of the program.</summary>
public sealed class EmptyValueTests
{
    private const string City = "municipalities/152242/";

    [Theory]
    [InlineData(City + "provisions/epds.yaml", "restrictions:\n  - statute: 保健師助産師看護師法42条の2\n    answer:", "restrictions:\n#", "restrictions")]
    [InlineData(City + "provisions/epds.yaml", "    answer: 職員", "    answer: # 職員", "restrictions[1].answer")]
    [InlineData(City + "provisions/epds.yaml", "items:\n", "items:\n  -\n", "items[1]")]
    [InlineData(City + "provisions/epds.yaml", "id: epds\n", "id:\n", "id")]
    [InlineData(City + "provisions/epds.yaml", "purposes: [linkage, screening, narrowing]", "purposes: [linkage, ~]", "purposes[2]")]
    [InlineData(City + "city.yaml", "schools:\n", "schools:\n  -\n", "schools[1]")]
    [InlineData(City + "city.yaml", "conference: { firstMinutes: 10, laterMinutes: 7 }", "conference:", "conference")]
    [InlineData(City + "support.yaml", "outcomes:\n", "outcomes:\n  -\n", "outcomes[1]")]
    [InlineData(City + "narrowing/kaisei.yaml", "without: [conference, supported]", "without:", "without")]
    [InlineData(City + "inquiries/school-life.yaml", "basis: ", "basis: # ", "basis")]
    [InlineData(City + "plans/two-stage.yaml", "  items: [F39, A04, A05, F42, F43, F44]", "  items:", "firstStage.items")]
    [InlineData("legal-bases.yaml", "ownTasks:\n", "ownTasks:\n  -\n", "ownTasks[1]")]
    [InlineData("roles.yaml", "    purposes:\n      - { id: steering, rows: none }", "    purposes:\n      -\n      - { id: steering, rows: none }", "roles[1].purposes[1]")]
    [InlineData("purposes.yaml", "purposes:\n", "purposes:\n  -\n", "purposes[1]")]
    [InlineData("catalogue.yaml", "fields:\n", "fields:\n  -\n", "fields[1]")]
    [InlineData("disclosure.yaml", "rules:\n", "rules:\n  -\n", "rules[1]")]
    public void What_is_empty_is_a_fault_that_names_file_and_key(string file, string text, string with, string where)
    {
        using var copy = new PolicyCopy();
        copy.Replace(file, text, with);

        var problem = FaultsOf(copy)[0];

        file.ShouldEndWith(problem.File.Replace('\\', '/'));
        problem.Where.ShouldBe(where);
        problem.Message.ShouldContain("is empty");
    }

    [Theory]
    [InlineData("10(?!00")]
    [InlineData("10)|(?:20")]
    public void A_school_code_that_is_no_expression_is_a_fault(string code)
    {
        using var copy = new PolicyCopy();
        copy.Replace(City + "city.yaml", "10(?!00)[0-9]{2}", code);

        FaultsOf(copy).ShouldHaveSingleItem().Where.ShouldBe($"schools {code}");
    }

    private static IReadOnlyList<PolicyProblem> FaultsOf(PolicyCopy copy) => Should.Throw<PolicyException>(
        () => CompiledPolicy.Compile("152242", copy.Folder, Path.Combine(copy.Folder, City))).Problems;
}

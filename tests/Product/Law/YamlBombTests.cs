using System.Diagnostics;
using System.Text;
using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Privacy;

namespace ChildLink.Tests.Product.Law;

/// <summary>Files that would eat memory, stack or time, or that mean more than they show, are refused at once and by name.</summary>
public sealed class YamlBombTests
{
    public static TheoryData<string, string> Bombs => new()
    {
        { "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\npurposes: *c\n", "aliases" },
        { "purposes: &x []\n", "anchors" },
        { "purposes: " + new string('[', 10_000) + new string(']', 10_000), "deeper than" },
        { Nested(600), "deeper than" },
        { "purposes:\n" + string.Concat(Enumerable.Repeat("  - { id: a, ja: b, affair: c }\n", 40_000)), "1 MiB" },
        { "purposes: []\n---\npurposes: []\n", "one document" },
        { "purposes: !!python/object:os.system []\n", "tags" },
        { "purposes:\n  - !secret { id: a, ja: b, affair: c }\n", "tags" },
        { "%TAG ! tag:example.com,2000:\n---\npurposes: []\n", "directives" },
        { "purposes:\n  - { id: a, ja: b, affair: c, <<: { id: d } }\n", "" },
        { "purposes: [", "" },
        { "\u0000", "" },
        { "", "empty" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_clearly_and_in_less_than_a_second(string text, string because)
    {
        using var copy = new PolicyCopy();
        File.WriteAllText(Path.Combine(copy.Folder, "purposes.yaml"), text, Encoding.UTF8);
        var started = Stopwatch.GetTimestamp();

        var fault = Should.Throw<PolicyException>(() => PolicyCompiler.Compile(new PolicyFiles(copy.Folder)));

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        fault.Problems.ShouldHaveSingleItem().File.ShouldBe("purposes.yaml");
        fault.Message.ShouldContain(because);
    }

    private static string Nested(int depth)
    {
        var text = new StringBuilder("purposes:\n");
        for (var i = 1; i <= depth; i++)
            text.Append(' ', i).Append("a:\n");
        return text.ToString();
    }
}

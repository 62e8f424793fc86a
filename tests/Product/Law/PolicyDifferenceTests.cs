using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Casework;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Privacy;
using ChildLink.Tests.Product.Screening;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Policies;

namespace ChildLink.Tests.Product.Law;

/// <summary>What another policy would show or hide of planted children: counted, never read.</summary>
public sealed class PolicyDifferenceTests
{
    private const string PrivateSchools = "name: 区域外・私立等";

    private const string OtherRecipient = """
          - items: [checkup-3y.decayed-teeth]
            necessity: n
            basis: { id: APPI-69-1, statute: 児童福祉法, article: 25条の3, trigger: own-task, scope: named-child, recipientKind: private-body, regime: public, from: 2024-04-01 }
        retention: P5Y
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Equal_policies_differ_in_nothing()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        using var copy = new PolicyCopy();

        (await CompareAsync(city, copy)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cells_that_open_or_close_are_counted_under_the_guards_of_their_rows()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        await city.AddChildAsync(2, Ct, candidate: false);
        await city.AddChildAsync(3, Ct, isProtected: true);
        await city.AddChildAsync(4, Ct, movedOut: new DateOnly(2025, 1, 1));
        var shared = await city.AddChildAsync(5, Ct);
        await city.ShareAsync(shared, "1001", points: false, Ct);
        using var copy = new PolicyCopy();
        copy.Append("disclosure.yaml", """
              - { id: X-1, why: w, role: steward, purpose: share-decision, clear: [child.class, child.address] }
              - { id: X-2, why: w, role: narrower, purpose: narrowing, coarse: [child.birth-date] }
              - { id: X-3, why: w, role: user-entity, purpose: child-support, when: shared, coarse: [result.points] }

            """);
        copy.Replace("disclosure.yaml", "coarse: [child.id, child.school-age, result.factors, ", "coarse: [child.id, child.school-age, ");

        var changes = await CompareAsync(city, copy);

        changes.Select(c => (c.Role, c.Purpose, c.Field, c.From, c.To, c.Before, c.After)).ShouldBe(
            [
                ("steward", "share-decision", "child.class", Disposition.Withheld, Disposition.Clear, 0, 3),
                ("steward", "share-decision", "child.address", Disposition.Withheld, Disposition.Clear, 0, 2),
                ("analyst", "screening", "result.factors", Disposition.Coarse, Disposition.Withheld, 4, 0),
                ("narrower", "narrowing", "child.birth-date", Disposition.Clear, Disposition.Coarse, 3, 3),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_child_in_runs_of_two_plans_is_one_cell_of_its_own_and_two_results()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        await city.AddChildAsync(2, Ct);
        var other = Guid.NewGuid();
        await city.AddRunAsync(other, Ct, plan: "another");
        await city.AddResultAsync(other, child, 1, 100, candidate: true, "{}", Ct);
        using var copy = new PolicyCopy();
        copy.Append("disclosure.yaml", """
              - { id: X-1, why: w, role: steward, purpose: share-decision, clear: [child.class, result.matched, inquiry.decision] }

            """);

        var changes = await CompareAsync(city, copy);

        changes.Where(c => c.Role == "steward").Select(c => (c.Field, c.After)).ShouldBe([("child.class", 2), ("result.matched", 3), ("inquiry.decision", 2)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_grant_opens_is_counted_where_one_is_in_force()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        await city.Planted.AddChildAsync(7, Ct);
        await city.ApprovedAsync(Ct);
        using var copy = new PolicyCopy();
        copy.Replace("disclosure.yaml", "    when: granted\n", "    clear: [child.id]\n");

        var changes = (await CompareAsync(city.Planted, copy)).Where(c => c.Role == "user-entity" && c.From == Disposition.Clear).ToList();
        changes.Select(c => (c.Field, c.Before, c.After)).ShouldBe(
            [(GrantCity.Teeth, 1, 0), (GrantCity.Absent, 0, 0), ("attendance.present", 0, 0), ("attendance.school-days", 0, 0)], ignoreOrder: true);

        await city.Planted.RunAsync("update vault.residents set protected = true where resident_id = $1", Ct, city.Child);
        (await CompareAsync(city.Planted, copy)).Single(c => c.Field == GrantCity.Teeth).Before.ShouldBe(0);
    }

    [Theory]
    [InlineData("provisions/checkup-3y.yaml", "article: 25条の3", "article: 25条", 1, 0, "児童福祉法25条の3", "児童福祉法25条,")]
    [InlineData("provisions/checkup-3y.yaml", "recipientKind: other-public-organ", "recipientKind: private-body", 1, 0, "other-public-organ", "private-body (no school)")]
    [InlineData("provisions/checkup-3y.yaml", "until: 2030-04-01\n    necessity", "until: 2026-04-01\n    necessity", 1, 1, "2030-04-01", "2026-04-01")]
    [InlineData("provisions/checkup-3y.yaml", "retention: P5Y", OtherRecipient, 1, 1, null, "private-body (no school)")]
    [InlineData("city.yaml", PrivateSchools, PrivateSchools + ", organ: board-of-education", 1, 1, "20(?!00)[0-9]{2})", "20(?!00)[0-9]{2}, 8001)")]
    public async Task Other_terms_of_grants_are_a_change_although_the_rule_is_the_same(string file, string text, string with, int before, int after, string? lost, string gained)
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        await city.ApprovedAsync(Ct);
        using var copy = new MunicipalityCopy().Replace(file, text, with);
        var (policy, other) = (city.Planted.City.Policy, copy.City);

        var changes = await new PolicyDifferences(city.Planted.City.Database.Source, city.Planted.City.Time)
            .CompareAsync((policy, city.Planted.City.City), (PolicyCompiler.Compile(new PolicyFiles(RepositoryFolders.Policies), null, other.Items), other), Ct);

        var teeth = changes.Single(c => c.Field == GrantCity.Teeth);
        (teeth.Role, teeth.From, teeth.To, teeth.Before, teeth.After).ShouldBe(("user-entity", Disposition.Clear, Disposition.Clear, before, after));
        teeth.TermsGained.ShouldHaveSingleItem().ShouldContain(gained);
        if (lost is null)
            teeth.TermsLost.ShouldBeEmpty();
        else
            teeth.TermsLost.ShouldHaveSingleItem().ShouldContain(lost);
        changes.ShouldAllBe(c => c.Role == "user-entity" && c.Purpose == "child-support");
    }

    private static async Task<IReadOnlyList<PolicyChange>> CompareAsync(ViewCity city, PolicyCopy copy)
    {
        var other = PolicyCompiler.Compile(new PolicyFiles(copy.Folder), municipality: null, city.City.City.Items);
        return await new PolicyDifferences(city.City.Database.Source, city.City.Time).CompareAsync((city.City.Policy, city.City.City), (other, city.City.City), Ct);
    }
}

using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Privacy;

public sealed class PolicyTests
{
    private static readonly DecisionTable Policy = PolicyCompiler.Compile(new PolicyFiles(RepositoryFolders.Policies));

    [Fact]
    public void The_expectations_beside_the_policy_hold()
    {
        var tests = new PolicyFiles(RepositoryFolders.Policies).Read<PolicyTestsDocument>("tests/disclosure.yaml").Tests;

        tests.Count.ShouldBeGreaterThan(20);
        foreach (var test in tests)
        {
            var decision = Policy.Decide(test.Role, test.Purpose, FieldId.Of(test.Field));
            decision.Disposition.ToString().ToLowerInvariant().ShouldBe(test.Expect, $"{test.Role} {test.Purpose} {test.Field}");
            if (test.When == "shared")
                (decision.Guard & (RowGuard.Shared | RowGuard.SharedWithPoints)).ShouldNotBe(RowGuard.None);
        }
    }

    [Fact]
    public void Whatever_no_rule_names_is_withheld()
    {
        foreach (var role in Policy.Roles)
        {
            foreach (var purpose in role.Purposes)
            {
                Policy.Decide(role.Id, purpose.Id, FieldId.Of("child.unheard-of")).Disposition.ShouldBe(Disposition.Withheld);
                Policy.Decide(role.Id, "no-such-purpose", FieldId.Of("child.name")).Disposition.ShouldBe(Disposition.Withheld);
            }
        }

        Policy.Decide("no-such-role", "narrowing", FieldId.Of("child.name")).Disposition.ShouldBe(Disposition.Withheld);
    }

    [Fact]
    public void Addresses_and_household_edges_always_carry_the_guard_of_protected_households()
    {
        foreach (var entry in Policy.Catalogue.Where(c => c.Class is "address" or "household"))
        {
            foreach (var role in Policy.Roles)
            {
                foreach (var purpose in role.Purposes)
                {
                    var decision = Policy.Decide(role.Id, purpose.Id, FieldId.Of(entry.Id));
                    (decision.Disposition == Disposition.Withheld || decision.Guard.HasFlag(RowGuard.Unprotected)).ShouldBeTrue($"{role.Id} {entry.Id}");
                }
            }
        }
    }

    [Fact]
    public void The_school_of_a_protected_child_is_open_to_the_school_and_to_case_staff_only()
    {
        Policy.Decide("steward", "share-decision", FieldId.Of("child.school")).Guard.HasFlag(RowGuard.Unprotected).ShouldBeTrue();
        Policy.Decide("narrower", "narrowing", FieldId.Of("child.school")).Guard.ShouldBe(RowGuard.None);
        Policy.Decide("user-entity", "child-support", FieldId.Of("child.school")).Guard.ShouldBe(RowGuard.None);
    }

    [Theory]
    [InlineData("{ id: X, why: w, role: user-entity, purpose: child-support, clear: [result.factors] }", "raw analytic input")]
    [InlineData("{ id: X, why: w, role: user-entity, purpose: child-support, coarse: [result.points] }", "by a share only")]
    [InlineData("{ id: X, why: w, role: user-entity, purpose: child-support, when: shared, clear: [result.points] }", "by a share only")]
    [InlineData("{ id: X, why: w, role: analyst, purpose: screening, clear: [child.name] }", "identifies a child")]
    [InlineData("{ id: X, why: w, role: analyst, purpose: screening, clear: [child.id] }", "pseudonym")]
    [InlineData("{ id: X, why: w, role: privacy-officer, purpose: audit, clear: [child.address] }", "identifies a child")]
    [InlineData("{ id: X, why: w, role: steward, purpose: narrowing, clear: [child.name] }", "has no purpose")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, clear: [child.nickname] }", "not in catalogue.yaml")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, coarse: [child.name] }", "no coarse form")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, when: shared, coarse: [result.points] }", "own-institution")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, when: friday, clear: [child.name] }", "only 'shared'")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, clearly: [child.name] }", "clearly")]
    [InlineData("{ id: N-1, why: w, role: narrower, purpose: narrowing, clear: [child.name] }", "declared twice")]
    public void What_touches_the_floor_or_does_not_add_up_is_refused(string rule, string because)
    {
        using var copy = new PolicyCopy();
        copy.Append("disclosure.yaml", $"  - {rule}\n");

        var fault = Should.Throw<PolicyException>(() => PolicyCompiler.Compile(new PolicyFiles(copy.Folder)));

        fault.Message.ShouldContain("disclosure.yaml");
        fault.Message.ShouldContain(because);
    }

    [Fact]
    public void The_hash_changes_with_every_change_of_content_and_with_nothing_else()
    {
        using var copy = new PolicyCopy();
        PolicyCompiler.Compile(new PolicyFiles(copy.Folder)).Hash.ShouldBe(Policy.Hash);

        copy.Append("purposes.yaml", "# one remark more\n");

        PolicyCompiler.Compile(new PolicyFiles(copy.Folder)).Hash.ShouldNotBe(Policy.Hash);
    }
}

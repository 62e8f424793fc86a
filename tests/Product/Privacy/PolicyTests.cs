using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Provisions;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Privacy;

public sealed class PolicyTests
{
    private static readonly DecisionTable Policy = PolicyCompiler.Compile(new PolicyFiles(RepositoryFolders.Policies));

    /// <summary>Every municipality, and the policy of a city with its items.</summary>
    public static TheoryData<string> Codes => PolicyMunicipalities.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_expectations_beside_the_policy_hold(string code)
    {
        var policy = PolicyCompiler.Compile(new PolicyFiles(RepositoryFolders.Policies), municipality: null, PolicyMunicipalities.Load(code).Items);
        var tests = new PolicyFiles(RepositoryFolders.Policies).Read<PolicyTestsDocument>("tests/disclosure.yaml").Tests;

        tests.Count.ShouldBeGreaterThan(60);
        foreach (var test in tests)
            PolicyExpectation.Find(policy, test).ShouldBe(test.Expect, $"{test.Role} {test.Purpose} {test.Field} {test.When}");
        tests.Count(t => t.Expect == "withheld").ShouldBeGreaterThan(tests.Count(t => t.Expect != "withheld"), "more refusals than grants");
        PolicyExpectation.Situations.Except(tests.Select(t => t.When).OfType<string>()).ShouldBeEmpty("every situation is tried");
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
    public void What_a_case_holds_is_told_to_no_institution_of_a_protected_household()
    {
        var told = Policy.Catalogue.Where(c => c.Class == "case").Select(c => Policy.Decide("user-entity", "child-support", FieldId.Of(c.Id)))
            .Where(d => d.Disposition != Disposition.Withheld).ToList();

        told.Select(d => d.Field.Value).ShouldBe(["case.measure"]);
        told.ShouldAllBe(d => d.Guard.HasFlag(RowGuard.Unprotected));
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
    [InlineData("{ id: X, why: w, role: analyst, purpose: screening, clear: [case.note] }", "content of a case")]
    [InlineData("{ id: X, why: w, role: privacy-officer, purpose: audit, clear: [case.reason] }", "content of a case")]
    [InlineData("{ id: X, why: w, role: user-entity, purpose: child-support, clear: [narrowing.note] }", "by a share only")]
    [InlineData("{ id: X, why: w, role: steward, purpose: narrowing, clear: [child.name] }", "has no purpose")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, clear: [child.nickname] }", "not in catalogue.yaml")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, coarse: [child.name] }", "no coarse form")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, when: shared, coarse: [result.points] }", "own-institution")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, when: friday, clear: [child.name] }", "only 'shared'")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, clearly: [child.name] }", "clearly")]
    [InlineData("{ id: X, why: w, role: analyst, purpose: screening, clear: [result.factors] }", "must be coarse for whoever sees a whole run")]
    [InlineData("{ id: X, why: w, role: analyst, purpose: screening, clear: [child.school-age] }", "by what is known of it")]
    [InlineData("{ id: X, why: w, role: analyst, purpose: screening, clear: [child.sex] }", "by what is known of it")]
    [InlineData("{ id: X, why: w, role: analyst, purpose: screening, clear: [child.household] }", "by what is known of it")]
    [InlineData("{ id: N-1, why: w, role: narrower, purpose: narrowing, clear: [child.name] }", "declared twice")]
    [InlineData("{ id: X, why: w, role: user-entity, purpose: child-support, when: granted, clear: [child.name] }", "names no field")]
    [InlineData("{ id: X, why: w, role: narrower, purpose: narrowing, when: granted }", "own-institution")]
    [InlineData("{ id: X, why: w, role: user-entity, purpose: child-support, clear: [grant.reason] }", "by a share only")]
    public void What_touches_the_floor_or_does_not_add_up_is_refused(string rule, string because)
    {
        using var copy = new PolicyCopy();
        copy.Append("disclosure.yaml", $"  - {rule}\n");

        var fault = Should.Throw<PolicyException>(() => PolicyCompiler.Compile(new PolicyFiles(copy.Folder)));

        fault.Message.ShouldContain("disclosure.yaml");
        fault.Message.ShouldContain(because);
    }

    [Theory]
    [InlineData("quasiIdentifiers: [F01, F03]", "must name 'A07'")]
    [InlineData("quasiIdentifiers: [F01, A07, F03, F03]", "names 'F03' twice")]
    [InlineData("quasiIdentifiers: [F01, A07, F03, child.sex]", "which is no item")]
    public void What_an_acquaintance_knows_of_a_child_stays_declared(string declared, string because)
    {
        using var copy = new PolicyCopy();
        copy.Replace("catalogue.yaml", "quasiIdentifiers: [F01, A07, F03]", declared);

        Should.Throw<PolicyException>(() => PolicyCompiler.Compile(new PolicyFiles(copy.Folder))).Message.ShouldContain(because);
    }

    [Theory]
    [InlineData("      - { id: steering, rows: open-cases }", "context: case, conference or both")]
    [InlineData("      - { id: steering, rows: open-cases, context: [case, run] }", "context: case, conference or both")]
    [InlineData("      - { id: steering, rows: run-candidates, context: [run, case] }", "must declare context: run")]
    [InlineData("      - { id: steering, rows: none, context: friday }", "context 'friday'")]
    public void A_purpose_whose_context_does_not_fit_its_rows_is_refused(string purpose, string because)
    {
        using var copy = new PolicyCopy();
        copy.Append("roles.yaml", $"  - id: tester\n    ja: 試験\n    purposes:\n{purpose}\n");

        Should.Throw<PolicyException>(() => PolicyCompiler.Compile(new PolicyFiles(copy.Folder))).Message.ShouldContain(because);
    }

    [Fact]
    public void The_hash_changes_with_every_change_of_content_and_with_nothing_else()
    {
        using var copy = new PolicyCopy();
        PolicyCompiler.Compile(new PolicyFiles(copy.Folder)).Hash.ShouldBe(Policy.Hash);

        copy.Append("purposes.yaml", "# one remark more\n");

        PolicyCompiler.Compile(new PolicyFiles(copy.Folder)).Hash.ShouldNotBe(Policy.Hash);
    }

    [Fact]
    public void Where_rules_meet_it_is_told_which_wins()
    {
        using var copy = new PolicyCopy();
        copy.Append("disclosure.yaml", "  - { id: X-1, why: w, role: narrower, purpose: narrowing, coarse: [child.birth-date] }\n");

        var policy = PolicyCompiler.Compile(new PolicyFiles(copy.Folder));

        var overlap = policy.Overlaps.Single(o => o.Rules.Contains("X-1"));
        overlap.Field.ShouldBe("child.birth-date");
        overlap.Rules.ShouldBe(["N-1", "X-1"]);
        overlap.Winner.ShouldBe(Disposition.Coarse);
        overlap.By.ShouldBe(["X-1"]);
        policy.Decide("narrower", "narrowing", FieldId.Of("child.birth-date")).Disposition.ShouldBe(Disposition.Coarse);
        Policy.Overlaps.ShouldBeEmpty();
    }

    [Fact]
    public void Data_items_of_provisions_are_known_and_withheld_from_everybody()
    {
        using var copy = new MunicipalityCopy();
        var policy = PolicyCompiler.Compile(new PolicyFiles(RepositoryFolders.Policies), copy.Folder, copy.City.Items);

        foreach (var role in policy.Roles)
        {
            foreach (var purpose in role.Purposes)
            {
                policy.Decide(role.Id, purpose.Id, FieldId.Of("epds.total")).Rule.ShouldBe(DecisionTable.Default);
                policy.Decide(role.Id, purpose.Id, FieldId.Of("epds.total")).Disposition.ShouldBe(Disposition.Withheld);
                policy.Decide(role.Id, purpose.Id, FieldId.Of("epds.unheard-of")).Rule.ShouldBe(DecisionTable.NotCatalogued);
            }
        }
    }

    [Fact]
    public void No_rule_can_open_a_raw_item_to_a_user_entity()
    {
        using var city = new MunicipalityCopy();
        using var copy = new PolicyCopy();
        copy.Append("disclosure.yaml", "  - { id: X, why: w, role: user-entity, purpose: child-support, clear: [epds.total] }\n");

        Should.Throw<PolicyException>(() => PolicyCompiler.Compile(new PolicyFiles(copy.Folder), city.Folder, city.City.Items))
            .Message.ShouldContain("raw analytic input");
    }
}

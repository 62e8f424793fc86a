using ChildLink.Privacy.Access;
using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Privacy;

public sealed class AdmissionTests
{
    private static readonly DateTimeOffset Now = new(2025, 1, 11, 0, 0, 0, TimeSpan.Zero);
    private static readonly DecisionTable Policy = PolicyCompiler.Compile(new PolicyFiles(RepositoryFolders.Policies));
    private static readonly AccessContext Run = new("run", Guid.NewGuid());

    [Fact]
    public void Somebody_with_an_assignment_in_force_is_admitted() =>
        Judge(Who(), [Holds("narrower", ["narrowing"])], "narrowing", Run).ShouldBeOfType<Admission.Admitted>().Caller.Role.ShouldBe("narrower");

    [Fact]
    public void Nobody_is_admitted_without_an_assignment() => Code(Judge(Who(), [], "narrowing", Run)).ShouldBe("not-assigned");

    [Fact]
    public void An_assignment_begins_at_its_first_instant_and_ends_before_its_last()
    {
        var held = Holds("narrower", ["narrowing"]) with { From = Now, Until = Now.AddHours(1) };

        Judge(Who(), [held], "narrowing", Run).ShouldBeOfType<Admission.Admitted>();
        Code(Judge(Who(), [held], "narrowing", Run, Now.AddHours(1))).ShouldBe("not-assigned");
        Code(Judge(Who(), [held], "narrowing", Run, Now.AddTicks(-1))).ShouldBe("not-assigned");
        Code(Judge(Who(), [held with { EndedAt = Now }], "narrowing", Run)).ShouldBe("not-assigned");
    }

    [Theory]
    [InlineData("steward", null, "not-assigned")]
    [InlineData("narrower", "1001", "not-assigned")]
    public void Claims_only_narrow(string role, string? institution, string code) =>
        Code(Judge(Who() with { Role = role, Institution = institution }, [Holds("narrower", ["narrowing"])], "narrowing", Run)).ShouldBe(code);

    [Fact]
    public void A_purpose_outside_of_the_token_is_refused() =>
        Code(Judge(Who() with { Purposes = ["steering"] }, [Holds("narrower", ["narrowing"])], "narrowing", Run)).ShouldBe("not-assigned");

    [Fact]
    public void Another_person_or_another_issuer_finds_no_assignment()
    {
        Code(Judge(Who() with { Person = "somebody-else" }, [Holds("narrower", ["narrowing"])], "narrowing", Run)).ShouldBe("not-assigned");
        Code(Judge(Who() with { Issuer = "urn:another" }, [Holds("narrower", ["narrowing"])], "narrowing", Run)).ShouldBe("not-assigned");
    }

    [Fact]
    public void Two_roles_in_one_request_are_refused()
    {
        Assignment[] both = [Holds("user-entity", ["child-support"], "1001"), Holds("user-entity", ["child-support"], "1002")];

        Code(Judge(Who(), both, "child-support", null)).ShouldBe("institution-ambiguous");
        Judge(Who() with { Institution = "1002" }, both, "child-support", null).ShouldBeOfType<Admission.Admitted>().Caller.Institution.ShouldBe("1002");
    }

    [Fact]
    public void The_narrower_needs_a_second_factor() =>
        Code(Judge(Who() with { MultiFactor = false }, [Holds("narrower", ["narrowing"])], "narrowing", Run)).ShouldBe("multi-factor-required");

    [Fact]
    public void A_context_of_another_kind_is_refused()
    {
        Code(Judge(Who(), [Holds("narrower", ["narrowing"])], "narrowing", new AccessContext("share", Guid.NewGuid()))).ShouldBe("context-not-allowed");
        Code(Judge(Who(), [Holds("steward", ["steering"])], "steering", Run)).ShouldBe("context-not-allowed");
    }

    [Fact]
    public void A_purpose_with_several_kinds_of_context_takes_each_of_them_and_no_other()
    {
        Assignment[] held = [Holds("narrower", ["case-work"])];

        Judge(Who(), held, "case-work", new AccessContext("case", Guid.NewGuid())).ShouldBeOfType<Admission.Admitted>();
        Judge(Who(), held, "case-work", new AccessContext("conference", Guid.NewGuid())).ShouldBeOfType<Admission.Admitted>();
        Code(Judge(Who(), held, "case-work", Run)).ShouldBe("context-not-allowed");
    }

    [Theory]
    [InlineData("run:", false)]
    [InlineData(":7d0c2f4e-5a55-4e43-9d5f-1f1f1f1f1f1f", false)]
    [InlineData("7d0c2f4e-5a55-4e43-9d5f-1f1f1f1f1f1f", false)]
    [InlineData("run:{7d0c2f4e-5a55-4e43-9d5f-1f1f1f1f1f1f}", false)]
    [InlineData("run:7d0c2f4e-5a55-4e43-9d5f-1f1f1f1f1f1f", true)]
    public void A_context_is_a_kind_and_a_uuid(string text, bool reads) => AccessContext.TryParse(text, out _).ShouldBe(reads);

    [Fact]
    public void A_program_without_a_person_is_admitted_to_its_own_role_only()
    {
        var program = Who() with { IsClient = true };
        Code(Judge(program, [Holds("narrower", ["narrowing"])], "narrowing", Run)).ShouldBe("not-assigned");
        Judge(program, [Holds("system-client", ["system-operation"])], "system-operation", null).ShouldBeOfType<Admission.Admitted>().Caller.Access.Rows.ShouldBe(RowScope.None);
    }

    [Fact]
    public void A_person_acts_through_a_program_only_that_is_assigned_for_it()
    {
        var acting = Who() with { Client = "portal" };
        Assignment[] own = [Holds("user-entity", ["child-support"], "1001")];
        var carrier = Holds("system-client", ["on-behalf"]) with { Person = "portal" };

        Code(Through(acting, own, null)).ShouldBe("client-not-assigned");
        Code(Through(acting, own, [])).ShouldBe("client-not-assigned");
        Code(Through(acting, own, [carrier with { Person = "another" }])).ShouldBe("client-not-assigned");
        Code(Through(acting, own, [carrier with { Issuer = "urn:another" }])).ShouldBe("client-not-assigned");
        Code(Through(acting, own, [carrier with { Purposes = ["system-operation"] }])).ShouldBe("client-not-assigned");
        Code(Through(acting, own, [carrier with { EndedAt = Now }])).ShouldBe("client-not-assigned");
        Code(Through(acting, own, [carrier with { Role = "steward" }])).ShouldBe("client-not-assigned");
        var admitted = Through(acting, own, [carrier]).ShouldBeOfType<Admission.Admitted>().Caller;
        (admitted.Role, admitted.Institution).ShouldBe(("user-entity", "1001"));
    }

    [Fact]
    public void Two_rights_together_give_no_more_than_each()
    {
        var acting = Who() with { Client = "portal" };
        var carrier = Holds("system-client", ["on-behalf", "system-operation"], "1002") with { Person = "portal" };

        Code(Through(acting, [], [carrier])).ShouldBe("not-assigned");
        Code(Through(acting, [Holds("user-entity", ["child-support"], "1001")], [carrier])).ShouldBe("not-assigned");
        Through(acting, [Holds("user-entity", ["child-support"], "1002")], [carrier]).ShouldBeOfType<Admission.Admitted>();
        // What the program may do by itself is not lent to the person, nor would a person who held its role be one.
        Code(Admission.Judge(Policy, "152242", acting, [Holds("system-client", ["system-operation"])], "system-operation", null, Now, [carrier with { Institution = null }]))
            .ShouldBe("not-assigned");
    }

    private static Admission Through(Identity identity, Assignment[] own, Assignment[]? carriers) =>
        Admission.Judge(Policy, "152242", identity, own, "child-support", null, Now, carriers);

    private static Identity Who() => new("urn:idp", "person-1", true, null, null, []);

    private static Assignment Holds(string role, string[] purposes, string? institution = null) => new(
        Guid.NewGuid(), "urn:idp", "person-1", role, institution, purposes, Now.AddDays(-1), Now.AddDays(1), "granter", "approver", null);

    private static Admission Judge(Identity identity, Assignment[] assignments, string purpose, AccessContext? context, DateTimeOffset? now = null) =>
        Admission.Judge(Policy, "152242", identity, assignments, purpose, context, now ?? Now);

    private static string Code(Admission admission) => admission.ShouldBeOfType<Admission.Refused>().Code;
}

namespace ChildLink.Tests.Acceptance.City;

/// <summary>Who asks, for what: role, declared purpose, institution, and the run named as context.</summary>
public sealed record Who(string Role, string Purpose, string? Institution = null, Guid? Run = null)
{
    public override string ToString() => $"{Role}/{Purpose}{(Institution is null ? "" : $"@{Institution}")}";

    public static Who Steering { get; } = new("steward", "steering");

    public static Who Officer { get; } = new("privacy-officer", "audit");

    public static Who Steward(Guid run) => new("steward", "share-decision", null, run);

    public static Who Analyst(Guid run) => new("analyst", "screening", null, run);

    public static Who Narrower(Guid run) => new("narrower", "narrowing", null, run);

    public static Who School(string code) => new("user-entity", "child-support", code);

    public static Who Holder(string department) => new("holder", "record-keeping", department);
}

namespace ChildLink.Api.Rest;

/// <summary>One operation of the door: its name in the access log and the purposes under which it exists.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Route below the server.</param>
/// <param name="Purposes">Purposes that may be declared for it; none means that the operation shows the caller's own rights only.</param>
public sealed record Operation(string Method, string Path, params string[] Purposes)
{
    /// <summary>Name in the access log.</summary>
    public string Name { get; } = $"{Method} {Path}";

    /// <summary>Whether the purpose may be declared.</summary>
    public bool Allows(string purpose) => Array.IndexOf(Purposes, purpose) >= 0;
}

/// <summary>Every operation. An endpoint without one is not mapped.</summary>
public static class Operations
{
    private const string Steering = "steering";
    private const string ShareDecision = "share-decision";
    private const string RecordKeeping = "record-keeping";
    private const string Screening = "screening";
    private const string Narrowing = "narrowing";
    private const string ChildSupport = "child-support";
    private const string Audit = "audit";

    public static readonly Operation Me = new("GET", "/v1/me");
    public static readonly Operation Children = new("GET", "/v1/children", Screening, Narrowing, ShareDecision, ChildSupport);
    public static readonly Operation Child = new("GET", "/v1/children/{id}", Screening, Narrowing, ShareDecision, ChildSupport);
    public static readonly Operation Result = new("GET", "/v1/children/{id}/result", Screening, Narrowing, ShareDecision, ChildSupport);
    public static readonly Operation Factors = new("GET", "/v1/children/{id}/factors", Screening, Narrowing, ShareDecision, ChildSupport);
    public static readonly Operation Household = new("GET", "/v1/children/{id}/household", Narrowing);
    public static readonly Operation Enrolments = new("GET", "/v1/children/{id}/enrolments", Narrowing);
    public static readonly Operation Search = new("POST", "/v1/children/search", Narrowing, ChildSupport);
    public static readonly Operation Classes = new("GET", "/v1/classes", Narrowing, ShareDecision, ChildSupport);
    public static readonly Operation Runs = new("GET", "/v1/screening-runs", Steering, Screening, Narrowing, ShareDecision, Audit);
    public static readonly Operation Run = new("GET", "/v1/screening-runs/{id}", Steering, Screening, Narrowing, ShareDecision, Audit);
    public static readonly Operation Candidates = new("GET", "/v1/screening-runs/{id}/candidates", Screening, Narrowing, ShareDecision);
    public static readonly Operation Differences = new("GET", "/v1/screening-runs/{id}/differences", Screening, Narrowing, ShareDecision);
    public static readonly Operation Models = new("GET", "/v1/models", Steering, Screening, Audit);
    public static readonly Operation Model = new("GET", "/v1/models/{id}", Steering, Screening, Audit);
    public static readonly Operation TrainModel = new("POST", "/v1/models", Steering, Screening);
    public static readonly Operation Provisions = new("GET", "/v1/provisions", Steering, RecordKeeping, Audit);
    public static readonly Operation Deliveries = new("GET", "/v1/deliveries", Steering, RecordKeeping, Audit);
    public static readonly Operation Findings = new("GET", "/v1/deliveries/{id}/findings", Steering, RecordKeeping);
    public static readonly Operation ReleaseDelivery = new("POST", "/v1/deliveries/{id}/release", Steering);
    public static readonly Operation AccessLog = new("GET", "/v1/access-log", Audit);
    public static readonly Operation AccessLogEntry = new("GET", "/v1/access-log/{sequence}", Audit);
    public static readonly Operation Shares = new("GET", "/v1/shares", ShareDecision);
    public static readonly Operation CreateShare = new("POST", "/v1/shares", ShareDecision);
    public static readonly Operation EndShare = new("POST", "/v1/shares/{id}/end", ShareDecision);
    public static readonly Operation Assignments = new("GET", "/v1/assignments", Steering, Audit);
    public static readonly Operation AddAssignment = new("POST", "/v1/assignments", Steering);
    public static readonly Operation EndAssignment = new("POST", "/v1/assignments/{id}/end", Steering);
}

namespace ChildLink.Api.Rest;

/// <summary>One operation of the door: its name in the access log and the purposes under which it exists.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Route below the server.</param>
/// <param name="Purposes">Purposes that may be declared for it; none means that the operation shows the caller's own rights only.</param>
public sealed record Operation(string Method, string Path, params string[] Purposes)
{
    /// <summary>Name in the access log.</summary>
    public string Name { get; } = $"{Method} {Path}";

    /// <summary>Whether it shows and changes the policy itself only: open while no policy is adopted.</summary>
    public bool AboutPolicy { get; init; }

    /// <summary>Whether a second person decides here: people do that themselves, through no program.</summary>
    public bool InPerson { get; init; }

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
    private const string CaseWork = "case-work";
    private const string Audit = "audit";
    private const string Emergency = "emergency";
    private const string SystemOperation = "system-operation";

    public static readonly Operation Me = new("GET", "/v1/me");
    public static readonly Operation Children = new("GET", "/v1/children", Screening, Narrowing, CaseWork, ShareDecision, ChildSupport);
    public static readonly Operation Child = new("GET", "/v1/children/{id}", Emergency, Screening, Narrowing, CaseWork, ShareDecision, ChildSupport);
    public static readonly Operation Result = new("GET", "/v1/children/{id}/result", Screening, Narrowing, CaseWork, ShareDecision, ChildSupport);
    public static readonly Operation Factors = new("GET", "/v1/children/{id}/factors", Screening, Narrowing, CaseWork, ShareDecision, ChildSupport);
    public static readonly Operation Household = new("GET", "/v1/children/{id}/household", Narrowing, CaseWork);
    public static readonly Operation Enrolments = new("GET", "/v1/children/{id}/enrolments", Narrowing, CaseWork);
    public static readonly Operation Card = new("GET", "/v1/children/{id}/card", Narrowing, CaseWork);
    public static readonly Operation NoteNarrowing = new("POST", "/v1/children/{id}/narrowing", Narrowing);
    public static readonly Operation NarrowingRules = new("GET", "/v1/narrowing-rules", Narrowing, ShareDecision, Steering);
    public static readonly Operation MakeNarrowingSheet = new("POST", "/v1/narrowing-sheets", Narrowing);
    public static readonly Operation TakeNarrowingSheet = new("POST", "/v1/narrowing-sheets/{id}/rows", Narrowing);
    public static readonly Operation InquiryForms = new("GET", "/v1/inquiry-forms", Narrowing, ChildSupport);
    public static readonly Operation Inquiries = new("GET", "/v1/inquiries", Narrowing);
    public static readonly Operation SendInquiries = new("POST", "/v1/inquiries", Narrowing);
    public static readonly Operation WithdrawInquiry = new("POST", "/v1/inquiries/{id}/withdraw", Narrowing);
    public static readonly Operation PupilSheets = new("GET", "/v1/pupil-sheets", ChildSupport);
    public static readonly Operation AnswerInquiry = new("POST", "/v1/pupil-sheets/{id}/answers", ChildSupport);
    public static readonly Operation MakePupilSheet = new("POST", "/v1/pupil-sheet-files", ChildSupport);
    public static readonly Operation TakePupilSheet = new("POST", "/v1/pupil-sheet-files/{id}/rows", ChildSupport);
    public static readonly Operation Search = new("POST", "/v1/children/search", Narrowing, CaseWork, ChildSupport);
    public static readonly Operation Classes = new("GET", "/v1/classes", Narrowing, CaseWork, ShareDecision, ChildSupport);
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
    public static readonly Operation ReceivedShares = new("GET", "/v1/received-shares", ChildSupport);
    public static readonly Operation FreezeRun = new("POST", "/v1/screening-runs/{id}/freeze", ShareDecision);
    public static readonly Operation RunFreeze = new("GET", "/v1/screening-runs/{id}/freeze", ShareDecision);
    public static readonly Operation Figures = new("GET", "/v1/figures", Steering, ShareDecision, Screening);
    public static readonly Operation Assignments = new("GET", "/v1/assignments", Steering, Audit);
    public static readonly Operation AddAssignment = new("POST", "/v1/assignments", Steering);
    public static readonly Operation ApproveAssignment = new("POST", "/v1/assignments/{id}/approve", Steering, Audit) { InPerson = true };
    public static readonly Operation RefuseAssignment = new("POST", "/v1/assignments/{id}/refuse", Steering, Audit) { InPerson = true };
    public static readonly Operation WithdrawAssignment = new("POST", "/v1/assignments/{id}/withdraw", Steering);
    public static readonly Operation EndAssignment = new("POST", "/v1/assignments/{id}/end", Steering);
    public static readonly Operation AssignmentBatches = new("GET", "/v1/assignment-batches", Steering, Audit);
    public static readonly Operation AssignmentBatch = new("GET", "/v1/assignment-batches/{id}", Steering, Audit);
    public static readonly Operation PreviewAssignmentBatch = new("POST", "/v1/assignment-batches/preview", Steering);
    public static readonly Operation ProposeAssignmentBatch = new("POST", "/v1/assignment-batches", Steering);
    public static readonly Operation ApproveAssignmentBatch = new("POST", "/v1/assignment-batches/{id}/approve", Steering, Audit) { InPerson = true };
    public static readonly Operation RefuseAssignmentBatch = new("POST", "/v1/assignment-batches/{id}/refuse", Steering, Audit) { InPerson = true };
    public static readonly Operation Conflicts = new("GET", "/v1/conflicts", Steering, Screening, Narrowing, CaseWork, ShareDecision, ChildSupport, Audit);
    public static readonly Operation DeclareConflict = new("POST", "/v1/conflicts", Steering, Screening, Narrowing, CaseWork, ShareDecision, ChildSupport);
    public static readonly Operation EndConflict = new("POST", "/v1/conflicts/{id}/end", Steering);
    public static readonly Operation Emergencies = new("GET", "/v1/emergencies", Emergency, Audit);
    public static readonly Operation OpenEmergency = new("POST", "/v1/emergencies", Emergency);
    public static readonly Operation EndEmergency = new("POST", "/v1/emergencies/{id}/end", Emergency, Audit);
    public static readonly Operation ReviewEmergency = new("POST", "/v1/emergencies/{id}/review", Audit) { InPerson = true };
    public static readonly Operation Status = new("GET", "/v1/status", SystemOperation, Steering, Audit);
    public static readonly Operation WithdrawAssignmentBatch = new("POST", "/v1/assignment-batches/{id}/withdraw", Steering);

    private const string Linkage = "linkage";
    private const string Erasure = "erasure";

    public static readonly Operation PolicyDecision = new(
        "GET", "/v1/policy/decisions/{field}", Steering, ShareDecision, RecordKeeping, Screening, Linkage, Narrowing, CaseWork, ChildSupport, Erasure, Audit)
    { AboutPolicy = true };

    public static readonly Operation PolicyWarnings = new("GET", "/v1/policy/warnings", Steering, Audit) { AboutPolicy = true };
    public static readonly Operation LegalBasisAid = new("GET", "/v1/policy/aid", Steering, RecordKeeping, Audit) { AboutPolicy = true };
    public static readonly Operation PolicyBundles = new("GET", "/v1/policy/bundles", Steering, Audit) { AboutPolicy = true };
    public static readonly Operation ProposePolicy = new("POST", "/v1/policy/bundles", Steering, Audit) { AboutPolicy = true, InPerson = true };
    public static readonly Operation AdoptPolicy = new("POST", "/v1/policy/bundles/{id}/adopt", Steering, Audit) { AboutPolicy = true, InPerson = true };
    public static readonly Operation WithdrawPolicy = new("POST", "/v1/policy/bundles/{id}/withdraw", Steering, Audit) { AboutPolicy = true, InPerson = true };
}

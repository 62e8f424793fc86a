namespace ChildLink.Tests.Acceptance.Doors;

/// <summary>One operation of the door and the purposes it is for; written down here once more, on purpose.</summary>
public sealed record Operation(string Method, string Template, params string[] Purposes)
{
    private static readonly string[] OfChildren = ["screening", "narrowing", "share-decision", "child-support"];

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("GET", "/v1/children", "screening", "narrowing", "case-work", "share-decision", "child-support"),
        new("GET", "/v1/children/{id}", "emergency", "screening", "narrowing", "case-work", "share-decision", "child-support"),
        new("GET", "/v1/children/{id}/result", "screening", "narrowing", "case-work", "share-decision", "child-support"),
        new("GET", "/v1/children/{id}/factors", "screening", "narrowing", "case-work", "share-decision", "child-support"),
        new("GET", "/v1/children/{id}/household", "narrowing", "case-work"),
        new("GET", "/v1/children/{id}/enrolments", "narrowing", "case-work"),
        new("POST", "/v1/children/search", "narrowing", "case-work", "child-support"),
        new("GET", "/v1/classes", "narrowing", "case-work", "share-decision", "child-support"),
        new("GET", "/v1/screening-runs/{id}/differences", "screening", "narrowing", "share-decision"),
        new("GET", "/v1/screening-runs", "steering", "screening", "narrowing", "share-decision", "audit"),
        new("GET", "/v1/screening-runs/{id}", "steering", "screening", "narrowing", "share-decision", "audit"),
        new("GET", "/v1/screening-runs/{id}/candidates", "screening", "narrowing", "share-decision"),
        new("GET", "/v1/models", "steering", "screening", "audit"),
        new("GET", "/v1/models/{id}", "steering", "screening", "audit"),
        new("POST", "/v1/models", "steering", "screening"),
        new("GET", "/v1/provisions", "steering", "record-keeping", "audit"),
        new("GET", "/v1/deliveries", "steering", "record-keeping", "audit"),
        new("GET", "/v1/deliveries/{id}/findings", "steering", "record-keeping"),
        new("POST", "/v1/deliveries/{id}/release", "steering"),
        new("GET", "/v1/access-log", "audit"),
        new("GET", "/v1/access-log/{id}", "audit"),
        new("GET", "/v1/shares", "share-decision"),
        new("POST", "/v1/shares", "share-decision"),
        new("POST", "/v1/shares/{id}/end", "share-decision"),
        new("GET", "/v1/assignments", "steering", "audit"),
        new("POST", "/v1/assignments", "steering"),
        new("POST", "/v1/assignments/{id}/approve", "steering", "audit"),
        new("POST", "/v1/assignments/{id}/refuse", "steering", "audit"),
        new("POST", "/v1/assignments/{id}/withdraw", "steering"),
        new("POST", "/v1/assignments/{id}/end", "steering"),
        new("GET", "/v1/assignment-batches", "steering", "audit"),
        new("GET", "/v1/assignment-batches/{id}", "steering", "audit"),
        new("POST", "/v1/assignment-batches/preview", "steering"),
        new("POST", "/v1/assignment-batches", "steering"),
        new("POST", "/v1/assignment-batches/{id}/approve", "steering", "audit"),
        new("POST", "/v1/assignment-batches/{id}/refuse", "steering", "audit"),
        new("POST", "/v1/assignment-batches/{id}/withdraw", "steering"),
        new("GET", "/v1/conflicts", "steering", "screening", "narrowing", "case-work", "share-decision", "child-support", "audit"),
        new("POST", "/v1/conflicts", "steering", "screening", "narrowing", "case-work", "share-decision", "child-support"),
        new("POST", "/v1/conflicts/{id}/end", "steering"),
        new("GET", "/v1/emergencies", "emergency", "audit"),
        new("POST", "/v1/emergencies", "emergency"),
        new("POST", "/v1/emergencies/{id}/end", "emergency", "audit"),
        new("POST", "/v1/emergencies/{id}/review", "audit"),
        new("GET", "/v1/children/{id}/card", "narrowing", "case-work"),
        new("POST", "/v1/children/{id}/narrowing", "narrowing"),
        new("GET", "/v1/narrowing-rules", "narrowing", "share-decision", "steering"),
        new("POST", "/v1/narrowing-sheets", "narrowing"),
        new("POST", "/v1/narrowing-sheets/{id}/rows", "narrowing"),
        new("GET", "/v1/inquiry-forms", "narrowing", "child-support"),
        new("GET", "/v1/inquiries", "narrowing"),
        new("POST", "/v1/inquiries", "narrowing"),
        new("POST", "/v1/inquiries/{id}/withdraw", "narrowing"),
        new("GET", "/v1/pupil-sheets", "child-support"),
        new("POST", "/v1/pupil-sheets/{id}/answers", "child-support"),
        new("POST", "/v1/pupil-sheet-files", "child-support"),
        new("POST", "/v1/pupil-sheet-files/{id}/rows", "child-support"),
        new("GET", "/v1/received-shares", "child-support"),
        new("GET", "/v1/screening-runs/{id}/freeze", "share-decision"),
        new("GET", "/v1/figures", "steering", "share-decision", "screening"),
        new("GET", "/v1/policy/decisions/{id}", "steering", "share-decision", "record-keeping", "screening", "linkage", "narrowing", "case-work", "child-support", "erasure", "audit"),
        new("GET", "/v1/policy/warnings", "steering", "audit"),
        new("GET", "/v1/policy/aid", "steering", "record-keeping", "audit"),
        new("GET", "/v1/policy/bundles", "steering", "audit"),
        new("POST", "/v1/policy/bundles", "steering", "audit"),
        new("POST", "/v1/policy/bundles/{id}/adopt", "steering", "audit"),
        new("POST", "/v1/policy/bundles/{id}/withdraw", "steering", "audit"),
        new("GET", "/v1/cases", "case-work", "steering"),
        new("POST", "/v1/cases", "narrowing", "case-work"),
        new("GET", "/v1/cases/{id}", "case-work"),
        new("POST", "/v1/cases/{id}/decision", "case-work"),
        new("POST", "/v1/cases/{id}/decision/confirm", "case-work"),
        new("POST", "/v1/cases/{id}/decision/send-back", "case-work"),
        new("POST", "/v1/cases/{id}/plan", "case-work"),
        new("POST", "/v1/cases/{id}/notes", "case-work"),
        new("POST", "/v1/cases/{id}/outcome", "case-work"),
        new("POST", "/v1/cases/{id}/close", "case-work"),
        new("POST", "/v1/cases/{id}/hand-overs", "case-work"),
        new("POST", "/v1/cases/{id}/hand-overs/{id}/receive", "case-work", "child-support"),
        new("POST", "/v1/cases/{id}/hand-overs/{id}/withdraw", "case-work"),
        new("GET", "/v1/hand-overs", "case-work", "child-support", "steering"),
        new("GET", "/v1/measures", "child-support"),
        new("GET", "/v1/case-statuses", "narrowing"),
        new("GET", "/v1/support-menu", "case-work", "narrowing", "steering"),
        new("GET", "/v1/conferences", "case-work", "steering"),
        new("GET", "/v1/conferences/{id}", "case-work"),
        new("POST", "/v1/conferences", "case-work"),
        new("POST", "/v1/conferences/{id}/minutes", "case-work"),
        new("POST", "/v1/conferences/{id}/end", "case-work"),
        new("GET", "/v1/conferences/{id}/pack", "case-work"),
        new("POST", "/v1/case-outcomes", "steering"),
        new("GET", "/v1/grants", "case-work"),
        new("POST", "/v1/grants", "case-work"),
        new("POST", "/v1/grants/{id}/approve", "case-work"),
        new("POST", "/v1/grants/{id}/refuse", "case-work"),
        new("POST", "/v1/grants/{id}/end", "case-work"),
        new("GET", "/v1/received-grants", "child-support"),
        new("GET", "/v1/children/{id}/granted-items", "child-support"),
        new("GET", "/v1/status", "system-operation", "steering", "audit"),
    ];

    /// <summary>Roles and the purposes they may declare.</summary>
    public static IReadOnlyList<(string Role, string? Institution, string[] Purposes)> Roles { get; } =
    [
        ("steward", null, ["steering", "share-decision", "erasure"]),
        ("holder", "市民課", ["record-keeping"]),
        ("analyst", null, ["screening", "linkage"]),
        ("narrower", null, ["narrowing", "case-work", "emergency"]),
        ("user-entity", "1001", ["child-support"]),
        ("privacy-officer", null, ["audit", "erasure"]),
        ("system-operator", null, ["system-operation"]),
        ("system-client", null, ["system-operation", "on-behalf"]),
    ];

    /// <summary>Every purpose there is, and one there is not.</summary>
    public static IReadOnlyList<string> Purposed { get; } =
        [.. Roles.SelectMany(r => r.Purposes).Distinct(StringComparer.Ordinal), "address-protection", "curiosity"];

    public bool IsPost => Method == "POST";

    public string Path(object id) => Template.Replace("{id}", id.ToString(), StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Template}";
}

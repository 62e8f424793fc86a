namespace ChildLink.Tests.Acceptance.Doors;

/// <summary>One operation of the door and the purposes it is for; written down here once more, on purpose.</summary>
public sealed record Operation(string Method, string Template, params string[] Purposes)
{
    private static readonly string[] OfChildren = ["screening", "narrowing", "share-decision", "child-support"];

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("GET", "/v1/children", OfChildren),
        new("GET", "/v1/children/{id}", OfChildren),
        new("GET", "/v1/children/{id}/result", OfChildren),
        new("GET", "/v1/children/{id}/factors", OfChildren),
        new("GET", "/v1/children/{id}/household", "narrowing"),
        new("GET", "/v1/children/{id}/enrolments", "narrowing"),
        new("POST", "/v1/children/search", "narrowing", "child-support"),
        new("GET", "/v1/classes", "narrowing", "share-decision", "child-support"),
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
        new("POST", "/v1/assignments/{id}/end", "steering"),
    ];

    /// <summary>Roles and the purposes they may declare.</summary>
    public static IReadOnlyList<(string Role, string? Institution, string[] Purposes)> Roles { get; } =
    [
        ("steward", null, ["steering", "share-decision", "erasure"]),
        ("holder", "市民課", ["record-keeping"]),
        ("analyst", null, ["screening", "linkage"]),
        ("narrower", null, ["narrowing"]),
        ("user-entity", "1001", ["child-support"]),
        ("privacy-officer", null, ["audit", "erasure"]),
    ];

    /// <summary>Every purpose there is, and one there is not.</summary>
    public static IReadOnlyList<string> Purposed { get; } =
        [.. Roles.SelectMany(r => r.Purposes).Distinct(StringComparer.Ordinal), "address-protection", "curiosity"];

    public bool IsPost => Method == "POST";

    public string Path(object id) => Template.Replace("{id}", id.ToString(), StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Template}";
}

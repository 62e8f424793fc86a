using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>One's own rights, and the access log.</summary>
internal static class OversightSchemas
{
    public const string Me = "Me";
    public const string LogPage = "AccessLogPage";
    public const string LogEntry = "AccessLogEntryWithSubjects";

    private const string LogRow = "AccessLogEntry";
    private const string Inclusion = "Inclusion";
    private const string Hash = "^[0-9a-f]{64}$";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Me, Shape.Object(
            "Who you are and what you may declare. / 自分の権限",
            ("person", Shape.Text("`sub` of your token.")), ("issuer", Shape.Text()), ("multiFactor", Shape.Flag("Whether you signed in with several factors.")),
            ("municipality", Shape.Object(
                null, ("code", Shape.Text("全国地方公共団体コード", "^[0-9]{6}$")), ("name", Shape.Text()), ("synthetic", Shape.Flag("Whether no resident of it is real.")))),
            ("policy", Shape.Text("Hash of the policy.")), ("assignments", Shape.List(MyAssignment(), "Assignments in force.")))),
        new(LogRow, Entry("A line of the access log; it never holds a value. / 閲覧記録")),
        new(LogPage, Shape.Items(LogRow, ("page", Shape.Ref(SharedSchemas.Page)))),
        new(LogEntry, WithSubjects()),
        new(Inclusion, Shape.Object(
            "Proof that the entry stands under a signed checkpoint (RFC 9162, 2.1.3). / 包含証明",
            ("leaf", Shape.Text("Leaf hash of the entry.", Hash)), ("treeSize", Shape.Count("Entries under the checkpoint.")),
            ("path", Shape.List(Shape.Text(pattern: Hash), "Hashes from the leaf to the root.")), ("checkpoint", Shape.Text("The signed note.")))),
    ];

    private static OpenApiSchema MyAssignment() => Shape.Object(
        null,
        ("id", Shape.Uuid()), ("role", Shape.Text()), ("institution", Shape.Text().OrNull()), ("from", Shape.Instant()), ("until", Shape.Instant()),
        ("byToken", Shape.Flag("Whether your token leaves this role open.")),
        ("purposes", Shape.List(Shape.Object(
            null, ("id", Shape.Text("What Purpose-Of-Use may name.")), ("contexts", Shape.List(Shape.Text(), "Kinds of context that Purpose-Context may name.")),
            ("multiFactor", Shape.Flag("Whether several factors are needed."))))));

    private static OpenApiSchema Entry(string description) => Shape.Object(
        description,
        ("sequence", Shape.Count("Place in the log, from 0.")), ("at", Shape.Instant()), ("requestId", Shape.Uuid()), ("actor", Shape.Text("Issuer and subject, joined by a bar.")),
        ("role", Shape.Text("Role, or `-` where none was admitted.")), ("institution", Shape.Text("Institution, or empty.")), ("purpose", Shape.Text()),
        ("context", Shape.Text("Context, or empty.")), ("operation", Shape.Text("E.g. `GET /v1/children`.")),
        ("outcome", Shape.Text("`released`, `processed` or `refused:` and a code.")), ("policy", Shape.Text("Hash of the policy that decided.")),
        ("fields", Shape.List(Shape.Text(), "Fields with what became of them, e.g. `child.name=clear`.")), ("rows", Shape.Count("Rows of the answer.")),
        ("subjects", Shape.Count("Children in the answer.")));

    private static OpenApiSchema WithSubjects()
    {
        var schema = Entry("A line of the access log with the children whose rows the answer held. / 閲覧記録と対象者");
        schema.Properties!.Add("subjectIds", Shape.List(Shape.Uuid(), "The children."));
        schema.Required!.Add("subjectIds");
        schema.Properties.Add("inclusion", new OpenApiSchema
        {
            AnyOf = [Shape.Ref(Inclusion), new OpenApiSchema { Type = JsonSchemaType.Null }],
            Description = "With `proof=true` only; null while no checkpoint covers the entry.",
        });
        return schema;
    }
}

namespace ChildLink.Api.OpenApi;

/// <summary>Problem, page and the report on what was withheld.</summary>
internal static class SharedSchemas
{
    public const string Problem = "Problem";
    public const string Extensions = "Extensions";
    public const string Page = "Page";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Problem, Shape.Object(
            "A problem (RFC 9457). It never repeats a value. / エラー",
            ("type", Shape.Text()),
            ("title", Shape.Text("In the language of Accept-Language, Japanese or English.")),
            ("status", Shape.Whole()),
            ("code", Shape.Text("Stable code.")),
            ("field", Shape.Text("Part of the request that is wrong.")),
            ("detail", Shape.Text("What would be right.")),
            ("requestId", Shape.Uuid("The same id stands in the access log."))).Optional("field", "detail", "requestId")),
        new(Page, Shape.Object(
            "Where the page ends. / ページ",
            ("size", Shape.Count("Rows of this page.")),
            ("next", Shape.Text("Cursor of the next page; null on the last one.").OrNull()))),
        new(Extensions, Shape.Object(
            "What was withheld or made coarse: per selected property, whether or not a value exists. / 非開示・粗い表示の項目",
            ("withheld", Shape.List(Shape.Object(
                null, ("path", Shape.Text("Where the property stands in the answer.")), ("reason", Shape.Word("No rule shows it to you, or the legal basis of its source is not in force for this purpose.", "not-permitted", "basis-not-in-force")), ("rule", Shape.Text("Rule of the policy."))))),
            ("coarse", Shape.List(Shape.Object(
                null, ("path", Shape.Text("Where the property stands in the answer.")), ("rule", Shape.Text("Rule of the policy."))))),
            ("partialView", Shape.Flag("True: the absence of a value proves nothing.")))),
    ];
}

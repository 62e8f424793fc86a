using ChildLink.Privacy.Access;

namespace ChildLink.Api.Admitting;

/// <summary>What a request declares about its use, as it was sent: in headers, or when a connection was opened.</summary>
/// <param name="Purpose">The purpose, or null where none or none readable was declared.</param>
/// <param name="Context">The context as text; null where none was declared; empty where it is not readable.</param>
internal sealed record DeclaredUse(string? Purpose, string? Context)
{
    /// <summary>Header that declares the purpose.</summary>
    public const string PurposeHeader = "Purpose-Of-Use";

    /// <summary>Header that names the context of an identity-level purpose, <c>run:&lt;uuid&gt;</c>.</summary>
    public const string ContextHeader = "Purpose-Context";

    private const int Longest = 100;

    /// <summary>Reads the headers; one that stands there twice is as good as none: which would count?</summary>
    public static DeclaredUse Of(IHeaderDictionary headers) => new(
        headers[PurposeHeader] is [var purpose] ? Short(purpose) : null,
        !headers.TryGetValue(ContextHeader, out var contexts) ? null : contexts is [var context] ? Short(context) ?? "" : "");

    /// <summary>Takes texts that came in a message.</summary>
    public static DeclaredUse Of(string? purpose, string? context) => new(Short(purpose), context is null ? null : Short(context) ?? "");

    /// <summary>Reads the context; false where one was declared and is none.</summary>
    public bool TryReadContext(out AccessContext? context)
    {
        context = null;
        return Context is null || AccessContext.TryParse(Context, out context);
    }

    private static string? Short(string? value) =>
        value is { Length: > 0 and <= Longest } && !string.IsNullOrWhiteSpace(value) && !value.Any(char.IsControl) ? value.Trim() : null;
}

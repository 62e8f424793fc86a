namespace ChildLink.Tests.Conformance.Types;

/// <summary>
/// Where verdicts on schemas differ from a graphql-js version, and why: rules of ours that the version lacks, and errors of the version
/// that we do not share, each known by a piece of its message. Without these errors the verdicts are equal; where one side had no
/// others it may have stopped before it looked further, and there is nothing to compare.
/// </summary>
internal static class SchemaDeviations
{
    private static readonly string[] Lacking17 =
    [
        // Executable definitions in a text of definitions are overlooked.
        "operations or fragments",

        // The specification forbids directives that refer to themselves; graphql-js does not look.
        "must not refer to itself",

        // @oneOf on an extension is overlooked, though a directive may stand there.
        "of a OneOf type must be nullable",

        // A literal beyond double precision becomes infinity, which Float cannot hold.
        "Float takes finite numbers",
    ];

    private static readonly string[] Lacking16 =
    [
        .. Lacking17,

        // Defaults are not checked against their type, nor for circles: new in 17 and in the September 2025 edition.
        "The default of",

        // A deprecated field of an interface's field that is not: new in 17.
        "must not be deprecated, because",

        // OneOf types that have no value that ends: new in 17.
        "has no value that ends",

        // One type as two roots: new in 17.
        "All root types must be different",

        // The reason may be null in 16; the edition has String!.
        "@deprecated(reason:)",
    ];

    private static readonly string[] Own16 =
    [
        // Fields of input extensions count as arguments.
        "may not be used on ARGUMENT_DEFINITION",

        // A default of another type counts as none, which makes its argument required.
        "cannot be deprecated",

        // Literals in directives of the text are coerced with such an argument.
        "includes required argument",

        // A default of a type that it belongs to itself is coerced before the type has fields.
        "Maximum call stack size exceeded",
    ];

    public static bool Agree17(SchemaVerdict ours, SchemaVerdict v17) => Agree(ours, v17, Lacking17, []);

    public static bool Agree16(SchemaVerdict ours, SchemaVerdict v16) => Agree(ours, v16, Lacking16, Own16);

    private static bool Agree(SchemaVerdict ours, SchemaVerdict theirs, string[] lacking, string[] own)
    {
        if (ours.SaysWhat(theirs) || ours.BeginsLike(theirs))
            return true;
        var (kept, shared) = (ours.Without(lacking, theirs), theirs.Without(own, ours));
        var isChanged = kept.Mistakes.Length < ours.Mistakes.Length || shared.Mistakes.Length < theirs.Mistakes.Length;
        return isChanged && ((kept.IsValid && !ours.IsValid) || (shared.IsValid && !theirs.IsValid) || kept.SaysWhat(shared));
    }
}

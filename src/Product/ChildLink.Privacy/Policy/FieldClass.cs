namespace ChildLink.Privacy.Policy;

/// <summary>Classes of catalogued fields; the floor speaks in classes.</summary>
public static class FieldClass
{
    public const string Key = "key";
    public const string Identity = "identity";
    public const string Attribute = "attribute";
    public const string Whereabouts = "whereabouts";
    public const string Address = "address";
    public const string Household = "household";
    public const string Result = "result";
    public const string Raw = "raw";

    /// <summary>What people write about a child in narrowing, case and conference.</summary>
    public const string Case = "case";

    /// <summary>All classes.</summary>
    public static IReadOnlySet<string> All { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Key, Identity, Attribute, Whereabouts, Address, Household, Result, Raw, Case };
}

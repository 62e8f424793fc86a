namespace ChildLink.Views.Children;

/// <summary>An order that a caller may ask for: the fields it reads and the key it compares.</summary>
/// <param name="Name">Name in the request.</param>
/// <param name="Reads">Fields whose values the order would tell; all must be disclosed in clear.</param>
/// <param name="KeySql">Comparable, never null.</param>
/// <param name="KeyType">SQL type of the key.</param>
/// <param name="OfRun">Whether the key needs the result of a run.</param>
/// <param name="Indexed">Whether an index holds all rows of a run, and its candidates, in this order.</param>
internal sealed record ChildOrder(string Name, ViewField[] Reads, string KeySql, string KeyType, bool OfRun, bool Indexed = false)
{
    private static readonly ChildOrder[] All =
    [
        new("rank", [ChildFields.Rank], "x.rank", "bigint", OfRun: true, Indexed: true),
        new("points", [ChildFields.Points], "x.points_tenths", "bigint", OfRun: true),
        new("kana", [ChildFields.Kana], "r.kana collate \"C\"", "text", OfRun: false),
        new("grade", [ChildFields.Grade, ChildFields.Class, ChildFields.Kana],
            "(coalesce(r.grade, '') || chr(1) || coalesce(r.class, '') || chr(1) || r.kana) collate \"C\"", "text", OfRun: false),
        new("birthDate", [ChildFields.BirthDate], "coalesce(r.birth_date::text, '') collate \"C\"", "text", OfRun: false),
    ];

    /// <summary>The order of a caller to whom no other is open: the opaque identity, which tells nothing.</summary>
    public static ChildOrder Opaque { get; } = new("id", [], "r.resident_id::text collate \"C\"", "text", OfRun: false);

    /// <summary>Names on offer.</summary>
    public static string Names => string.Join(", ", All.Select(o => o.Name));

    public static ChildOrder? Find(string name) => Array.Find(All, o => o.Name == name);

    /// <summary>The order that suits a scope best among those that tell nothing withheld.</summary>
    public static ChildOrder Default(bool ofRun, Func<ViewField, bool> disclosed) =>
        All.FirstOrDefault(o => (o.Name is "rank" or "kana") && (!o.OfRun || ofRun) && Array.TrueForAll(o.Reads, f => disclosed(f))) ?? Opaque;
}

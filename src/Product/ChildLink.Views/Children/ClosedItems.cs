namespace ChildLink.Views.Children;

/// <summary>
/// Takes the values of items whose basis ended out of what a result keeps. That the item was looked at, and what it added, is the
/// result itself and stays.
/// </summary>
internal static class ClosedItems
{
    /// <summary>Factors without values: the cell reads as unknown, as in a new run.</summary>
    public static string InFactors(string factors, string items) => $$"""
        (select coalesce(jsonb_agg(case when f.factor->>'item' = any({{items}})
                then f.factor || '{"state": "unknown", "value": null, "band": null}'::jsonb else f.factor end order by f.place), '[]'::jsonb)::text
         from jsonb_array_elements(({{factors}})::jsonb) with ordinality f (factor, place))
        """;

    /// <summary>Changes of other items only.</summary>
    public static string InChanges(string changes, string items) => $"""
        (select coalesce(jsonb_agg(f.change order by f.place), '[]'::jsonb)::text
         from jsonb_array_elements(({changes})::jsonb) with ordinality f (change, place) where f.change->>'item' <> all({items}))
        """;

    /// <summary>The array of codes for a statement; codes are letters and digits of the product's own table.</summary>
    public static string Literal(IReadOnlyList<string> items) => $"'{{{string.Join(',', items)}}}'::text[]";
}

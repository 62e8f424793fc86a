using System.Text.Json;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Provisions;

namespace ChildLink.Views.Children;

/// <summary>How a column is decoded and written.</summary>
internal enum ValueKind
{
    /// <summary>The child itself: no column, the row's identity.</summary>
    Key,
    Text,
    Integer,

    /// <summary>Integer tenths, written as a decimal number.</summary>
    Tenths,
    Day,
    Flag,
    Json,

    /// <summary>A text that is sealed under the child's key: stream, version, item and cipher, joined by bars.</summary>
    Sealed,
}

/// <summary>One form of a field: kind and SQL expression over <c>r</c> (vault.residents) and <c>x</c> (read.results).</summary>
/// <param name="Kind">Kind of value.</param>
/// <param name="Sql">Expression where the rows come from a run.</param>
/// <param name="OwnSql">Expression where the rows are an institution's own children, if it differs.</param>
internal sealed record ViewColumn(ValueKind Kind, string Sql, string? OwnSql = null);

/// <summary>A property of the answer, the catalogued field that decides on it, and its forms.</summary>
internal sealed record ViewField(string Name, FieldId Field, ViewColumn Clear, ViewColumn? Coarse = null)
{
    /// <summary>The same expression without the values of some items (an array of codes); null where no item stands in it.</summary>
    public Func<string, string, string>? WithoutItems { get; init; }

    /// <summary>The expression where it depends on the provisions of the city; null where one serves every city.</summary>
    public Func<City, string>? OfCity { get; init; }

    /// <summary>The property name, encoded once.</summary>
    public JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(Name);
}

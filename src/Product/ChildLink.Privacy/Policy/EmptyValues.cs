using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace ChildLink.Privacy.Policy;

/// <summary>
/// Finds what YAML left null where a document's type allows no null: <c>rules:</c> without a value, and empty elements of lists.
/// Whatever checks a document afterwards may take its type at its word.
/// </summary>
internal static class EmptyValues
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, string Name, bool MayBeNull)[]> Known = [];

    /// <summary>Keys of empty values, as they stand in the file: <c>roles[2].purposes</c>; elements count from 1.</summary>
    public static IEnumerable<string> In(object document) => In(document, "");

    private static IEnumerable<string> In(object value, string where)
    {
        if (value is string || value.GetType().IsValueType)
            return [];
        return value is IEnumerable list
            ? list.Cast<object?>().SelectMany((element, at) => Of(element, $"{where}[{at + 1}]"))
            : PropertiesOf(value.GetType()).SelectMany(p => p.Property.GetValue(value) is { } held
                ? In(held, Path(where, p.Name))
                : p.MayBeNull ? [] : [Path(where, p.Name)]);
    }

    private static IEnumerable<string> Of(object? element, string where) => element is null ? [where] : In(element, where);

    private static string Path(string where, string name) => where.Length == 0 ? name : $"{where}.{name}";

    private static (PropertyInfo Property, string Name, bool MayBeNull)[] PropertiesOf(Type type) => Known.GetOrAdd(type, static made =>
    {
        // Not thread-safe, and small.
        var nullability = new NullabilityInfoContext();
        return
        [
            .. made.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(static p => p.CanWrite && p.GetIndexParameters().Length == 0)
                .Select(p => (p, JsonNamingPolicy.CamelCase.ConvertName(p.Name), Nullable.GetUnderlyingType(p.PropertyType) is not null
                    || (!p.PropertyType.IsValueType && nullability.Create(p).WriteState == NullabilityState.Nullable))),
        ];
    });
}

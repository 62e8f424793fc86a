using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace ChildLink.Privacy.Policy;

/// <summary>Tells of a key that a policy file does not know in the words of the file: which keys there are, and no type's name.</summary>
internal static partial class UnknownKey
{
    /// <summary>The message about an unknown key; null where the exception is about something else.</summary>
    /// <param name="exception">What the reader threw.</param>
    /// <param name="document">Type of the file's document.</param>
    public static string? Told(YamlException exception, Type document)
    {
        if (NotFound().Match(exception.Message) is not { Success: true } found)
            return null;
        var name = found.Groups["type"].Value;
        var key = found.Groups["key"].Value;
        // The exception names the type as text only; it is one that the document reaches.
        return Reached(document, []).FirstOrDefault(t => t.FullName == name || t.ToString() == name) is { } type
            ? $"the key '{key}' is unknown here; there are {string.Join(", ", Properties(type).Select(static p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)))}."
            : $"the key '{key}' is unknown here.";
    }

    private static IEnumerable<Type> Reached(Type type, HashSet<Type> seen)
    {
        if (type.IsGenericType || type.IsArray)
            return (type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments()).SelectMany(t => Reached(t, seen));
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type.IsAssignableTo(typeof(IEnumerable)) || !seen.Add(type))
            return [];
        return Properties(type).SelectMany(p => Reached(p.PropertyType, seen)).Prepend(type);
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static p => p.CanWrite && p.GetIndexParameters().Length == 0);

    [GeneratedRegex("^Property '(?<key>[^']*)' not found on type '(?<type>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotFound();
}

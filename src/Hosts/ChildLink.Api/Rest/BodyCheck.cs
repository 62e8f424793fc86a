using System.Collections;
using System.Text.Json.Serialization.Metadata;
using ChildLink.Privacy;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>
/// What the reader of a body lets through and no operation takes: a null among the elements of a list, and days beyond the years that
/// days are reckoned in. Looked for once, in bodies of every type.
/// </summary>
internal static class BodyCheck
{
    /// <summary>What is wrong first; null where nothing is.</summary>
    /// <param name="value">The body, or a part of it.</param>
    /// <param name="type">Its type.</param>
    /// <param name="path">Where it stands; empty for the body.</param>
    public static ViewOutcome.Malformed? Find(object value, JsonTypeInfo type, string path = "") => value switch
    {
        DateOnly day => JapanDay.IsUsable(day) ? null : new ViewOutcome.Malformed(path, JapanDay.Bounds),
        DateTimeOffset at => JapanDay.IsUsable(at) ? null : new ViewOutcome.Malformed(path, JapanDay.Bounds),
        _ when type.Kind == JsonTypeInfoKind.Enumerable => FindInList((IEnumerable)value, type.Options.GetTypeInfo(type.ElementType!), path),
        _ when type.Kind == JsonTypeInfoKind.Object => FindInMembers(value, type, path),
        _ => null,
    };

    private static ViewOutcome.Malformed? FindInList(IEnumerable list, JsonTypeInfo type, string path)
    {
        var i = 0;
        foreach (var element in list)
        {
            var place = $"{path}[{i++}]";
            if ((element is null ? new ViewOutcome.Malformed(place, "must not be null.") : Find(element, type, place)) is { } fault)
                return fault;
        }

        return null;
    }

    private static ViewOutcome.Malformed? FindInMembers(object body, JsonTypeInfo type, string path)
    {
        foreach (var member in type.Properties)
        {
            if (member.Get?.Invoke(body) is { } value
                && Find(value, type.Options.GetTypeInfo(member.PropertyType), path.Length == 0 ? member.Name : $"{path}.{member.Name}") is { } fault)
                return fault;
        }

        return null;
    }
}

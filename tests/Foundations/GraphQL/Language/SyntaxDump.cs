using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using ChildLink.GraphQL.Language;

namespace ChildLink.Tests.GraphQL.Language;

/// <summary>Writes a tree's kinds and values, all of them but where they stand: two trees are the same when their dumps are.</summary>
internal static class SyntaxDump
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string word:
                text.Append(CultureInfo.InvariantCulture, $"{word.Length}:{word}");
                break;
            case Name name:
                Write(text, name.Value);
                break;
            case SyntaxNode or Description:
                text.Append(value.GetType().Name).Append('(');
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (property.Name is "Span" or "Source" or "EqualityContract" or "ResponseKey")
                        continue;
                    text.Append(property.Name).Append('=');
                    Write(text, property.GetValue(value));
                    text.Append(' ');
                }

                text.Append(')');
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                    Write(text, item);
                text.Append(']');
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
        }
    }
}

using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ChildLink.Privacy.Policy;

/// <summary>A part of a policy file that remembers where it begins, for faults that are found after the file was read.</summary>
/// <remarks>Implement it explicitly: the line is no key of the file.</remarks>
public interface IPlacedInFile
{
    /// <summary>Line of the first key, from 1; 0 where it was read from no file.</summary>
    long Line { get; set; }
}

/// <summary>Reads objects as the deserializer within does, and tells those that ask where they begin.</summary>
internal sealed class PlacingForm(INodeDeserializer inner) : INodeDeserializer
{
    /// <inheritdoc/>
    public bool Deserialize(
        IParser reader, Type expectedType, Func<IParser, Type, object?> nestedObjectDeserializer, out object? value, ObjectDeserializer rootDeserializer)
    {
        var line = reader.Current?.Start.Line ?? 0;
        if (!inner.Deserialize(reader, expectedType, nestedObjectDeserializer, out value, rootDeserializer))
            return false;
        if (value is IPlacedInFile placed)
            placed.Line = line;
        return true;
    }
}

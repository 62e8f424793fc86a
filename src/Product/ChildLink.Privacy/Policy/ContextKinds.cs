using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace ChildLink.Privacy.Policy;

/// <summary>
/// The kinds of context that a purpose may name: in YAML one word (<c>context: run</c>) or a list
/// (<c>context: [case, conference]</c>).
/// </summary>
public sealed class ContextKinds : List<string>
{
    /// <summary>All kinds there are.</summary>
    public static IReadOnlySet<string> Known { get; } =
        new HashSet<string>(StringComparer.Ordinal) { AccessKind.Run, AccessKind.Case, AccessKind.Conference, AccessKind.Emergency, "share", "request" };

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", this);
}

/// <summary>Kinds of context that code speaks of.</summary>
public static class AccessKind
{
    public const string Run = "run";
    public const string Case = "case";
    public const string Conference = "conference";
    public const string Emergency = "emergency";
}

/// <summary>Reads <see cref="ContextKinds"/> from one word or a list of words.</summary>
internal sealed class ContextKindsForm : IYamlTypeConverter
{
    public bool Accepts(Type type) => type == typeof(ContextKinds);

    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        var kinds = new ContextKinds();
        if (parser.TryConsume<SequenceStart>(out _))
        {
            while (!parser.TryConsume<SequenceEnd>(out _))
                kinds.Add(parser.Consume<Scalar>().Value);
            return kinds;
        }

        kinds.Add(parser.Consume<Scalar>().Value);
        return kinds;
    }

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
        throw new NotSupportedException("Policies are read, never written.");
}

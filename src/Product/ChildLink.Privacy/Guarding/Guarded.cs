using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChildLink.Privacy.Guarding;

/// <summary>
/// A personal value on its way from storage to the gateway. It cannot be printed, serialised, compared or converted;
/// only the gateway opens it, and opening writes into the request's ledger.
/// </summary>
/// <remarks>A sealed class, not a record: records print and compare their contents.</remarks>
[JsonConverter(typeof(GuardedRefusesJson))]
public sealed class Guarded<T> : IGuarded
{
    private readonly T value;

    internal Guarded(FieldId field, T value)
    {
        Field = field;
        this.value = value;
    }

    /// <summary>The catalogued field that this value belongs to. Public: it is no personal value.</summary>
    public FieldId Field { get; }

    internal T Open() => value;

    /// <summary>Always the same text, whatever the value.</summary>
    public override string ToString() => "(guarded)";

    /// <summary>Identity only: two guarded values are never equal because their contents are.</summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>Marks guarded values of any type, so that a serializer can refuse them all.</summary>
public interface IGuarded;

internal sealed class GuardedRefusesJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(IGuarded).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A guarded value is never serialised. Reveal it through the gateway.");
}

using System.Text.Json.Serialization;

namespace ChildLink.Privacy.Access;

/// <summary>Who decided what became of an assignment, when, and why where reasons are given.</summary>
/// <param name="By"><c>sub</c> of the one who decided.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, or null.</param>
/// <param name="SameSubject">Whether it was confirmed that an id known from another issuer names the same person.</param>
internal sealed record AssignmentDecided(
    string By, DateTimeOffset At, string? Reason = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SameSubject = false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(AssignmentDecided))]
[JsonSerializable(typeof(AssignmentBatch))]
internal sealed partial class AssignmentJson : JsonSerializerContext;

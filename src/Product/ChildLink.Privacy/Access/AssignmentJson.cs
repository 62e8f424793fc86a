using System.Text.Json.Serialization;

namespace ChildLink.Privacy.Access;

internal sealed record AssignmentEnded(string EndedBy, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(AssignmentEnded))]
internal sealed partial class AssignmentJson : JsonSerializerContext;

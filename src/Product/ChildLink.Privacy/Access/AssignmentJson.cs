using System.Text.Json.Serialization;

namespace ChildLink.Privacy.Access;

/// <summary>Who decided what became of an assignment, when, and why where reasons are given.</summary>
internal sealed record AssignmentDecided(string By, DateTimeOffset At, string? Reason = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(AssignmentDecided))]
[JsonSerializable(typeof(AssignmentBatch))]
internal sealed partial class AssignmentJson : JsonSerializerContext;

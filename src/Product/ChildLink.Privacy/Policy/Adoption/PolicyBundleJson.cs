using System.Text.Json.Serialization;

namespace ChildLink.Privacy.Policy.Adoption;

internal sealed record PolicyProposed(string Hash, string By, string Role, DateTimeOffset At, byte[] Files);

internal sealed record PolicyAdopted(string Hash, string By, string Role, DateTimeOffset At);

internal sealed record PolicyWithdrawn(string By, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(PolicyProposed))]
[JsonSerializable(typeof(PolicyAdopted))]
[JsonSerializable(typeof(PolicyWithdrawn))]
internal sealed partial class PolicyBundleJson : JsonSerializerContext;

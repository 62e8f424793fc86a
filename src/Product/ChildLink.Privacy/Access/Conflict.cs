using System.Text.Json.Serialization;

namespace ChildLink.Privacy.Access;

/// <summary>利益相反の申告: a member of staff must not meet a resident, or a whole household as it is on the day of each look.</summary>
/// <param name="Id">Names it, and its stream of events.</param>
/// <param name="Issuer"><c>iss</c> of the person's tokens.</param>
/// <param name="Person"><c>sub</c> of the person.</param>
/// <param name="Resident">The resident. Whether the register holds such a one is not asked: a declaration tells nobody.</param>
/// <param name="Household">Whether it covers everybody who lives with the resident.</param>
/// <param name="DeclaredBy"><c>sub</c> of the one who declared it: the person or a steward.</param>
/// <param name="DeclaredAt">When.</param>
/// <param name="EndedBy"><c>sub</c> of the steward who ended it, or null.</param>
/// <param name="EndedAt">When, or null.</param>
public sealed record Conflict(
    Guid Id, string Issuer, string Person, Guid Resident, bool Household, string DeclaredBy, DateTimeOffset DeclaredAt, string? EndedBy, DateTimeOffset? EndedAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Conflict))]
internal sealed partial class ConflictJson : JsonSerializerContext;

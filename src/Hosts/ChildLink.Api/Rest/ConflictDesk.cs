using ChildLink.Api.Composition;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Sealing;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>What both doors do alike with declarations of conflicts of interest.</summary>
internal static class ConflictDesk
{
    private const string Steering = "steering";
    private const string Audit = "audit";
    private const int LongestText = 200;

    /// <summary>Everything for the steward and the privacy officer; one's own for everybody else.</summary>
    public static Task<IReadOnlyList<Conflict>> ListAsync(Municipality municipality, Caller caller, CancellationToken ct) => SeesAll(caller)
        ? municipality.Conflicts.AllAsync(municipality.Code, ct)
        : municipality.Conflicts.OfPersonAsync(municipality.Code, caller.Identity.Person, ct);

    /// <summary>The child's id for those who watch over declarations; nobody else is told by which id a resident code goes.</summary>
    public static Guid? ChildFor(Caller caller, Conflict conflict) => SeesAll(caller) ? conflict.Resident : null;

    /// <summary>Declares; or says what is wrong. Whether there is such a resident is neither asked nor told.</summary>
    public static async Task<(Conflict? Conflict, ViewOutcome.Malformed? Fault)> DeclareAsync(
        Municipality municipality, Caller caller, ConflictBody body, Func<Conflict, CancellationToken, Task> record, CancellationToken ct)
    {
        var person = body.Person ?? caller.Identity.Person;
        if (string.IsNullOrWhiteSpace(person) || person.Length > LongestText || person.Any(char.IsControl))
            return Wrong("person", $"must have 1 to {LongestText} characters and no control characters.");
        if (person != caller.Identity.Person && caller.Purpose != Steering)
            return Wrong("person", "must be left out: a steward alone declares for another.");
        if (body.Child is null == body.ResidentCode is null)
            return Wrong("child", "or residentCode must be given, one of them.");
        if (body.ResidentCode is { } code && (code.Trim().Length is 0 or > LongestText || code.Any(char.IsControl)))
            return Wrong("residentCode", $"must have 1 to {LongestText} characters and no control characters.");
        var resident = body.Child ?? municipality.Residents.Of(SubjectKind.Resident, body.ResidentCode!.Trim());
        return (await municipality.Conflicts.DeclareAsync(
            municipality.Code, caller.Identity.Issuer, person, resident, body.Household, caller.Identity.Person, record, ct), null);
    }

    private static bool SeesAll(Caller caller) => caller.Purpose is Steering or Audit;

    private static (Conflict?, ViewOutcome.Malformed) Wrong(string field, string message) => (null, new ViewOutcome.Malformed(field, message));
}

using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.Admitting;

/// <summary>The way in for every door: a proven identity and a declared use become a caller, by the assignments of this very moment.</summary>
internal sealed class CallerAdmission(Municipality municipality)
{
    /// <summary>Judges whether a person may act as declared.</summary>
    public async Task<CallerVerdict> JudgeAsync(Identity identity, DeclaredUse use, CancellationToken ct)
    {
        if (use.Purpose is not { } purpose)
            return new CallerVerdict.Refused(ProblemCode.PurposeRequired, DeclaredUse.PurposeHeader, null);
        if (!use.TryReadContext(out var context))
            return new CallerVerdict.Refused(ProblemCode.Malformed, DeclaredUse.ContextHeader, "must be run:<uuid>, once.");
        var assignments = await municipality.Assignments.OfPersonAsync(municipality.Code, identity.Issuer, identity.Person, ct);
        return Admission.Judge(municipality.Policy, municipality.Code, identity, assignments, purpose, context, municipality.Time.GetUtcNow()) switch
        {
            Admission.Admitted admitted => new CallerVerdict.Admitted(admitted.Caller),
            Admission.Refused refused => new CallerVerdict.Refused(ProblemCode.OfRefusal(refused.Code), null, null),
            var other => throw new InvalidOperationException($"Unknown admission {other.GetType().Name}."),
        };
    }

    /// <summary>Writes a refusal of a proven identity into the log.</summary>
    public Task LogRefusalAsync(Guid requestId, Identity identity, DeclaredUse use, string operation, string code, CancellationToken ct) =>
        municipality.Gateway.RefuseAsync(requestId, municipality.Code, identity, use.Purpose ?? "", operation, code, ct);
}

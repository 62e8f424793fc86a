using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.Admitting;

/// <summary>The way in for every door: a proven identity and a declared use become a caller, by the assignments of this very moment.</summary>
internal sealed class CallerAdmission(Municipality municipality)
{
    /// <summary>Judges whether a person may act as declared.</summary>
    /// <param name="identity">Who.</param>
    /// <param name="use">For what.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="aboutPolicy">Whether the operation shows the policy only.</param>
    public async Task<CallerVerdict> JudgeAsync(Identity identity, DeclaredUse use, CancellationToken ct, bool aboutPolicy = false)
    {
        if (use.Purpose is null)
            return Judge(identity, use, []);
        // Under a policy that is not the adopted one nobody is opened; only the policy itself can be looked at and adopted.
        if (!aboutPolicy && await municipality.ClosedAsync(ct) is { } closed)
            return new CallerVerdict.Refused(closed, null, null);
        return Judge(
            identity, use, await municipality.Assignments.OfPersonAsync(municipality.Code, identity.Issuer, identity.Person, ct),
            identity.Client is { } client ? await municipality.Assignments.OfPersonAsync(municipality.Code, identity.Issuer, client, ct) : null);
    }

    /// <summary>
    /// Admits a person by the assignments that were last known. The standing must be confirmed before anything is opened; null
    /// where nobody is admitted so: then only the assignments of this moment can tell.
    /// </summary>
    public async ValueTask<(Caller Caller, Standing Standing)?> AdmitKnownAsync(Identity identity, DeclaredUse use, CancellationToken ct) =>
        await municipality.ClosedAsync(ct) is null
        && municipality.Assignments.Known(municipality.Code, identity.Issuer, identity.Person) is { } standing
        && Judge(identity, use, standing.Assignments) is CallerVerdict.Admitted admitted
            ? (admitted.Caller, standing)
            : null;

    /// <summary>
    /// Judges by assignments that were read since the request came; who acts through a program needs those of the program, too, so
    /// that nobody is admitted so by what was last known.
    /// </summary>
    public CallerVerdict Judge(Identity identity, DeclaredUse use, IReadOnlyList<Assignment> assignments, IReadOnlyList<Assignment>? carriers = null)
    {
        if (use.Purpose is not { } purpose)
            return new CallerVerdict.Refused(ProblemCode.PurposeRequired, DeclaredUse.PurposeHeader, null);
        if (!use.TryReadContext(out var context))
            return new CallerVerdict.Refused(ProblemCode.Malformed, DeclaredUse.ContextHeader, "must be kind:<uuid>, once: a run, a case or a conference.");
        return Admission.Judge(municipality.Policy, municipality.Code, identity, assignments, purpose, context, municipality.Time.GetUtcNow(), carriers) switch
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

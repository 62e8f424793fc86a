namespace ChildLink.Privacy.Policy;

/// <summary>What a caller gets of a field, from most to least restrictive.</summary>
public enum Disposition
{
    /// <summary>Nothing. The default: a field without a rule is withheld.</summary>
    Withheld = 0,

    /// <summary>The coarse form named in the catalogue (band, category, pseudonym).</summary>
    Coarse = 1,

    /// <summary>The value.</summary>
    Clear = 2,
}

/// <summary>What has to hold of the row for the decision to open anything; the same SQL checks it and yields null.</summary>
[Flags]
public enum RowGuard
{
    /// <summary>No condition on the row.</summary>
    None = 0,

    /// <summary>The household is not under a protection measure (支援措置).</summary>
    Unprotected = 1,

    /// <summary>A share in force names the child and the caller's institution.</summary>
    Shared = 2,

    /// <summary>The share also ticks whole points.</summary>
    SharedWithPoints = 4,

    /// <summary>個別提供: a grant in force opens this very item of the child to the caller, whose institution it names.</summary>
    Granted = 8,

    /// <summary>The share also ticks the measures that a plan gives to the institution.</summary>
    SharedWithMeasures = 16,
}

/// <summary>Which children exist for a role under a purpose.</summary>
public enum RowScope
{
    /// <summary>No child exists.</summary>
    None,

    /// <summary>Everybody screened in the run that is the context.</summary>
    RunPopulation,

    /// <summary>Candidates of the run that is the context.</summary>
    RunCandidates,

    /// <summary>Children who belong to the caller's institution now.</summary>
    OwnInstitution,

    /// <summary>
    /// Children with an open case: that of the case named as context, those on the agenda of the conference named as context;
    /// without a context those whose worker the caller is. Also after moving out, until the case is closed.
    /// </summary>
    OpenCases,

    /// <summary>The household of the emergency that is the context, as it was when that was opened.</summary>
    EmergencyHousehold,
}

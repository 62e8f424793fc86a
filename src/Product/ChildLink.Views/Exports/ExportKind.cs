namespace ChildLink.Views.Exports;

/// <summary>Tables that leave as a file.</summary>
public enum ExportKind
{
    /// <summary>Which resident each delivered row is about.</summary>
    Links,

    /// <summary>Cells per child of a run.</summary>
    Features,

    /// <summary>Points and rank per child of a run.</summary>
    Scores,

    /// <summary>Rows held back, repaired or left out, by rule.</summary>
    Quarantine,
}

/// <summary>What became of an export.</summary>
public abstract record ExportOutcome
{
    private ExportOutcome()
    {
    }

    /// <summary>The file stands where it was asked for; its log entry is durable.</summary>
    public sealed record Written(long Rows, string Sha256) : ExportOutcome;

    /// <summary>The caller may not take this export.</summary>
    public sealed record Refused(string Code) : ExportOutcome;
}

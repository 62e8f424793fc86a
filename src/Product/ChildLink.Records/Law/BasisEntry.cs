using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>The legal basis a provision rests on, as it is written.</summary>
public sealed class BasisEntry : IPlacedInFile
{
    /// <inheritdoc/>
    long IPlacedInFile.Line { get; set; }

    public string Id { get; set; } = "";
    public string? Statute { get; set; }

    /// <summary>Article of the statute, where the pattern demands one.</summary>
    public string? Article { get; set; }
    public string? SpecifiedPurpose { get; set; }

    /// <summary>The affair under law or ordinance behind the specified purpose.</summary>
    public string? Affair { get; set; }
    public MadeKnownEntry? MadeKnown { get; set; }

    /// <summary>The entry of the published register of files (75).</summary>
    public string? Register { get; set; }

    [PolicyWord(typeof(BasisTrigger))]
    public string? Trigger { get; set; }

    /// <summary>Who asked, where the trigger is a request.</summary>
    public string? RequestOf { get; set; }

    [PolicyWord(typeof(BasisScope))]
    public string? Scope { get; set; }

    [PolicyWord(typeof(RecipientKind))]
    public string? RecipientKind { get; set; }

    [PolicyWord(typeof(HolderRegime))]
    public string? Regime { get; set; }
    public string? Grounds { get; set; }
    public string? Approver { get; set; }
    public ConsentEntry? Consent { get; set; }

    [PolicyWord(typeof(BasisException))]
    public string? Exception { get; set; }

    /// <summary>Purposes of the provision that it carries; all where nothing is said.</summary>
    public List<string> Purposes { get; set; } = [];
    public string From { get; set; } = "";
    public string? Until { get; set; }
}

/// <summary>How people were told of a purpose.</summary>
public sealed class MadeKnownEntry
{
    [PolicyWord(typeof(Announcement))]
    public string How { get; set; } = "";

    /// <summary>The form, page or register entry.</summary>
    public string Where { get; set; } = "";

    /// <summary>Since which day.</summary>
    public string On { get; set; } = "";
}

/// <summary>How consent is taken (69(2)(i)).</summary>
public sealed class ConsentEntry
{
    public string How { get; set; } = "";

    /// <summary>Where each person's consent is recorded.</summary>
    public string Record { get; set; } = "";

    /// <summary>How a person withdraws it.</summary>
    public string Withdrawal { get; set; } = "";
}

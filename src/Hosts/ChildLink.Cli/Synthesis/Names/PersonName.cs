namespace ChildLink.Cli.Synthesis.Names;

/// <summary>A whole name; Latin letters for foreign residents (在留カード order, surname first).</summary>
internal sealed record PersonName(NamePart Family, NamePart Given, bool Latin = false)
{
    public string Exact => Join(Family.Exact, Given.Exact);

    public string Legacy => Join(Family.Legacy, Given.Legacy);

    /// <summary>Full-width katakana, surname and given name apart.</summary>
    public string Reading => Family.Reading + "　" + Given.Reading;

    private string Join(string family, string given) => family + (Latin ? " " : "　") + given;
}

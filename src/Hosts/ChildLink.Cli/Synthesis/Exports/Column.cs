namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>One column of a raw file: its heading and what can go wrong in its cells.</summary>
internal readonly record struct Column(string Name, CellKind Kind = CellKind.Text)
{
    public static implicit operator Column(string name) => new(name);
}

/// <summary>What a cell holds.</summary>
internal enum CellKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A name of a person, spaced as its writer likes.</summary>
    PersonName,

    /// <summary>Digits that somebody types.</summary>
    Number,

    /// <summary>A day, normally in the notation of the file.</summary>
    Date,

    /// <summary>The resident code of the person the row is about.</summary>
    Key,

    /// <summary>The code of a school.</summary>
    SchoolCode,

    /// <summary>Never touched: a second key, the number of a record.</summary>
    Fixed,
}

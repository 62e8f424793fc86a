namespace ChildLink.Cli.Synthesis.Calendar;

/// <summary>How a department writes a day.</summary>
internal enum DateNotation
{
    /// <summary>H29.09.12</summary>
    ShortEra,

    /// <summary>平成29年9月12日, 令和元年5月1日</summary>
    LongEra,

    /// <summary>2017/9/12</summary>
    Slashes,

    /// <summary>2017-09-12</summary>
    Iso,

    /// <summary>20170912</summary>
    Compact,

    /// <summary>２０１７/９/１２, typed with the input method on</summary>
    WideSlashes,
}

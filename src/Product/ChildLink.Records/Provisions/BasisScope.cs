namespace ChildLink.Records.Provisions;

/// <summary>Whom a legal basis carries, from the widest to the narrowest: a case statute carries a case, not a population.</summary>
public enum BasisScope
{
    /// <summary>Everybody the data set is about.</summary>
    Population,

    /// <summary>Children whom a first stage flagged.</summary>
    Flagged,

    /// <summary>One child, named in each case.</summary>
    NamedChild,
}

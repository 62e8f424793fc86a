namespace ChildLink.Records.Law;

/// <summary>What makes a holder hand data over.</summary>
public enum BasisTrigger
{
    /// <summary>A task of the holder or of the recipient under law or ordinance.</summary>
    OwnTask,

    /// <summary>The holder itself came to know of a child.</summary>
    OwnKnowledge,

    /// <summary>Somebody whom a statute names asked for it.</summary>
    Request,
}

/// <summary>Who receives, seen from the holder.</summary>
public enum RecipientKind
{
    /// <summary>The holder's own organ (69(2)(ii)).</summary>
    SameOrgan,

    /// <summary>Another administrative organ (69(2)(iii)).</summary>
    OtherPublicOrgan,

    /// <summary>A body outside of the administration.</summary>
    PrivateBody,
}

/// <summary>The chapter of the APPI that binds a holder.</summary>
public enum HolderRegime
{
    /// <summary>Chapter 5: administrative organs.</summary>
    Public,

    /// <summary>Chapter 4 with articles 18 and 27: private bodies.</summary>
    Private,
}

/// <summary>Organs (機関) that a city deals with.</summary>
public enum OrganKind
{
    /// <summary>市町村長部局.</summary>
    Mayor,

    /// <summary>教育委員会.</summary>
    BoardOfEducation,

    /// <summary>公営企業: water, sewage, transport, under an administrator of its own.</summary>
    PublicEnterprise,

    /// <summary>公立病院.</summary>
    Hospital,

    /// <summary>消防.</summary>
    FireService,

    /// <summary>Any other committee or member of the city.</summary>
    OtherCommittee,

    /// <summary>都道府県, with its child guidance centres.</summary>
    Prefecture,

    /// <summary>Another municipality.</summary>
    OtherMunicipality,

    /// <summary>国の機関.</summary>
    National,

    /// <summary>A private school, nursery, clinic or partner.</summary>
    PrivateBody,
}

/// <summary>Which exception of article 69(2)(iv) is meant.</summary>
public enum BasisException
{
    /// <summary>Only for statistics: nothing about a single person leaves.</summary>
    Statistics,

    /// <summary>Only for academic research.</summary>
    Research,

    /// <summary>Plainly to the person's benefit.</summary>
    PlainBenefit,

    /// <summary>A special reason, such as an emergency.</summary>
    SpecialReason,
}

/// <summary>How people were told of a purpose (61, 62).</summary>
public enum Announcement
{
    /// <summary>On the form that they filled in.</summary>
    Form,

    /// <summary>In the published register of files (75).</summary>
    Register,

    /// <summary>On the city's site or in its bulletin.</summary>
    Site,

    /// <summary>By a letter.</summary>
    Letter,
}

/// <summary>What a pattern of legal basis may demand of a provision.</summary>
public enum BasisDemand
{
    /// <summary>The statute.</summary>
    Statute,

    /// <summary>The article of the statute.</summary>
    Article,

    /// <summary>The purpose as it was specified (61).</summary>
    SpecifiedPurpose,

    /// <summary>The affair under law or ordinance behind it.</summary>
    Affair,

    /// <summary>How the purpose was made known, and where.</summary>
    MadeKnown,

    /// <summary>The entry of the register of files.</summary>
    Register,

    /// <summary>What makes the holder hand over.</summary>
    Trigger,

    /// <summary>Whose data it carries.</summary>
    Scope,

    /// <summary>Who receives.</summary>
    RecipientKind,

    /// <summary>The chapter that binds the holder.</summary>
    Regime,

    /// <summary>Reasonable grounds, in words.</summary>
    Grounds,

    /// <summary>Who approved.</summary>
    Approver,

    /// <summary>The day on which it ends.</summary>
    Until,

    /// <summary>How consent is taken, recorded and withdrawn.</summary>
    Consent,

    /// <summary>Which exception is meant.</summary>
    Exception,
}

/// <summary>How holder and recipient must stand to each other.</summary>
public enum OrganRelation
{
    /// <summary>In one organ.</summary>
    Same,

    /// <summary>In different organs.</summary>
    Different,
}

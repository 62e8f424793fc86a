namespace ChildLink.Casework.Inquiries;

/// <summary>Shape of <c>municipalities/&lt;code&gt;/inquiries/&lt;id&gt;.yaml</c>: what an institution is asked about a child.</summary>
public sealed class InquiryFormDocument
{
    /// <summary>The file's name without its ending.</summary>
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public string En { get; set; } = "";

    /// <summary>Legal basis of asking; stands in every decision to ask. Not shown to the institution.</summary>
    public string Basis { get; set; } = "";

    /// <summary>Days for an answer unless the decision says otherwise, 1 to 180.</summary>
    public int DueDays { get; set; }
    public List<QuestionEntry> Questions { get; set; } = [];
}

/// <summary>A question.</summary>
public sealed class QuestionEntry
{
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public string En { get; set; } = "";

    /// <summary><c>choice</c>, <c>scale</c> or <c>text</c>.</summary>
    public string Type { get; set; } = "";
    public bool Required { get; set; }

    /// <summary>Of a choice.</summary>
    public List<OptionEntry> Options { get; set; } = [];

    /// <summary>First number of a scale.</summary>
    public int? From { get; set; }

    /// <summary>Last number of a scale.</summary>
    public int? To { get; set; }

    /// <summary>Longest text, 1 to 2,000 characters.</summary>
    public int? Longest { get; set; }
}

/// <summary>An option of a choice.</summary>
public sealed class OptionEntry
{
    public string Id { get; set; } = "";
    public string Ja { get; set; } = "";
    public string En { get; set; } = "";
}

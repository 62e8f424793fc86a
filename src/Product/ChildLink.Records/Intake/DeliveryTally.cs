namespace ChildLink.Records.Intake;

/// <summary>Counts what becomes of the records of one file.</summary>
internal sealed class DeliveryTally(Quarantine quarantine)
{
    private readonly Dictionary<string, long> rules = new(StringComparer.Ordinal);
    private long accepted;
    private long corrected;
    private long quarantined;
    private long ignored;

    /// <summary>Records read, title and header included.</summary>
    public long Records { get; set; }

    /// <summary>Events that the file makes.</summary>
    public long Events { get; set; }

    /// <summary>Records that end because the file does not report them.</summary>
    public long Ended { get; set; }

    /// <summary>Held-back rows of which not even the key could be read.</summary>
    public long Nameless { get; set; }

    /// <summary>Whether every row could be read.</summary>
    public bool IsComplete => quarantined == 0;

    /// <summary>Findings by rule.</summary>
    public IReadOnlyDictionary<string, long> Rules => rules;

    /// <summary>Counts by disposition.</summary>
    public RecordCounts Counts => new(Records, accepted, corrected, quarantined, ignored, Events);

    /// <summary>Counts a rule.</summary>
    public void Count(string rule, long times = 1) => rules[rule] = rules.GetValueOrDefault(rule) + times;

    /// <summary>Counts a record that is no row: title or header.</summary>
    public void Skip(string rule)
    {
        ignored++;
        Count(rule);
    }

    /// <summary>Counts and keeps what was found in a row that is not taken.</summary>
    public void Refuse(long row, Finding finding, string[]? record)
    {
        Count(finding.Rule);
        if (finding.Disposition == FindingDisposition.Ignored)
        {
            ignored++;
            if (finding.Rule is not FindingRules.BlankRow)
                quarantine.Add(row, finding, null);
            return;
        }

        quarantined++;
        quarantine.Add(row, finding, finding.Rule == FindingRules.MyNumber ? null : record);
    }

    /// <summary>Counts a row that is taken.</summary>
    public void Take(TakenRow row, Finding? noted)
    {
        if (row.Repairs.Count == 0)
            accepted++;
        else
            corrected++;
        foreach (var repair in row.Repairs)
            Note(row.Number, repair);
        if (noted is not null)
            Note(row.Number, noted);
    }

    private void Note(long row, Finding finding)
    {
        Count(finding.Rule);
        quarantine.Add(row, finding, null);
    }
}

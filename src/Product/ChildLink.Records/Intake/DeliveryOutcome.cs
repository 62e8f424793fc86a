namespace ChildLink.Records.Intake;

/// <summary>What became of one delivered file.</summary>
public abstract record DeliveryOutcome(string File)
{
    /// <summary>Taken in: every record counted exactly once.</summary>
    /// <param name="Provision">The provision it came under.</param>
    /// <param name="Delivery">Identity of the delivery.</param>
    /// <param name="Counts">Counts by disposition.</param>
    /// <param name="Rules">Findings counted by rule.</param>
    public sealed record Taken(string File, string Provision, Guid Delivery, RecordCounts Counts, IReadOnlyDictionary<string, long> Rules)
        : DeliveryOutcome(File)
    {
        /// <summary>Records of a full extract's scope that ended because it does not report them any more.</summary>
        public long Ended { get; init; }
    }

    /// <summary>
    /// Read, and not stored: more records of its scope would end than may without a person (5 %). Whoever knows better
    /// imports the file again and accepts the drop; else nothing is to be done.
    /// </summary>
    /// <param name="Provision">The provision it came under.</param>
    /// <param name="Delivery">Identity of the delivery, by which the drop is accepted.</param>
    /// <param name="Counts">Counts by disposition; nothing became an event.</param>
    /// <param name="Standing">Records of its scope that stand.</param>
    /// <param name="Missing">Of those, how many the file lacks.</param>
    public sealed record Held(string File, string Provision, Guid Delivery, RecordCounts Counts, long Standing, long Missing) : DeliveryOutcome(File);

    /// <summary>The very same content came before under the same provision; nothing to do.</summary>
    /// <param name="Provision">The provision it came under.</param>
    /// <param name="Delivery">The delivery that said the same.</param>
    /// <param name="Records">Its records.</param>
    public sealed record Repeated(string File, string Provision, Guid Delivery, long Records) : DeliveryOutcome(File);

    /// <summary>Refused whole; nothing of it was stored.</summary>
    public sealed record Refused(string File, string Rule, string Message) : DeliveryOutcome(File);
}

/// <summary>Records read = accepted + corrected + quarantined + ignored. Events counts what changed in the store.</summary>
public sealed record RecordCounts(long Records, long Accepted, long Corrected, long Quarantined, long Ignored, long Events);

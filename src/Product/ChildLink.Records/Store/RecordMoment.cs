namespace ChildLink.Records.Store;

/// <summary>Which state of the records is asked for: what held on a day, as far as it was known at an instant.</summary>
/// <param name="EffectiveOn">The day; null: the latest that anybody spoke for.</param>
/// <param name="KnownAt">The instant; null: all that is known.</param>
public sealed record RecordMoment(DateOnly? EffectiveOn, DateTimeOffset? KnownAt)
{
    /// <summary>What holds now, as far as it is known now.</summary>
    public static RecordMoment Now { get; } = new(null, null);
}

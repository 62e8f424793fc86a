namespace ChildLink.Privacy.Sealing.Escrow;

/// <summary>What putting parts together leads to.</summary>
public abstract record EscrowRecovery
{
    private EscrowRecovery()
    {
    }

    /// <summary>The master key, proven by the id on its parts.</summary>
    public sealed record Recovered(MasterKey Key) : EscrowRecovery;

    /// <summary>No key; <paramref name="Fault"/> says why.</summary>
    public sealed record Refused(string Code, string Fault) : EscrowRecovery;

    /// <summary>Puts two parts together.</summary>
    /// <param name="municipality">The municipality whose key is wanted.</param>
    /// <param name="one">A part.</param>
    /// <param name="other">Another part.</param>
    public static EscrowRecovery Combine(string municipality, EscrowPart one, EscrowPart other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Municipality != municipality || other.Municipality != municipality)
            return new Refused("part-of-another-city", $"A part belongs to the municipality {(one.Municipality == municipality ? other : one).Municipality}, not to {municipality}.");
        if (one.KeyId != other.KeyId)
            return new Refused("part-of-another-key", $"The parts belong to different master keys, {one.KeyId} and {other.KeyId}: take two with one id.");
        if (one.Number == other.Number)
            return new Refused("same-part-twice", $"Both are part {one.Number}: two different parts are needed.");
        var key = MasterKey.Of(SecretSharing.Combine([(one.Number, one.Share), (other.Number, other.Share)]));
        return key.Id == one.KeyId
            ? new Recovered(key)
            : new Refused("parts-do-not-fit", "The parts do not give the key whose id they carry: one of them was not printed by this program.");
    }
}

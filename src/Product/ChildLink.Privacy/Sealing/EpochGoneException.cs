using System.Security.Cryptography;

namespace ChildLink.Privacy.Sealing;

/// <summary>There is no key of an epoch: it was destroyed by a rotation, or it belongs to another key home.</summary>
public sealed class EpochGoneException(string epoch) : CryptographicException($"There is no key of the epoch {epoch}.");

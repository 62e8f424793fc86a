namespace ChildLink.Privacy.Sealing;

/// <summary>The master key is not there although keys wrapped by it are: nothing may be made in its place.</summary>
public sealed class MasterKeyMissingException() : Exception(
    "master.key is missing beside the keys that it wraps. Bring it back with 'childlink keys recover' and two parts of the escrow, or from its copy.");

namespace ChildLink.Privacy.Gateway;

/// <summary>A file that may leave: its entry in the log is durable.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Sha256">Digest of the bytes, lower-case hexadecimal; it stands in the entry.</param>
/// <param name="Rows">Rows about people in it.</param>
public sealed record ReleasedFile(ReadOnlyMemory<byte> Bytes, string Sha256, long Rows);

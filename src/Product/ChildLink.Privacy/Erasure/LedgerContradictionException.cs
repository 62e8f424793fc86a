namespace ChildLink.Privacy.Erasure;

/// <summary>The ledger in the key home and its copy beside the checkpoints name different erasures: neither may be taken for the truth.</summary>
public sealed class LedgerContradictionException() : Exception(
    "The ledger of erasures in the key home and its copy beside the checkpoints contradict each other: keys and checkpoints are of different installations, or somebody changed one of them. Bring back the pair that belongs together.");

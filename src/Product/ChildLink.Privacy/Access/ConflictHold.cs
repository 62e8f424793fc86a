using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>
/// A declaration that covers a household by one person would end with that person's rows, and open those who still live there: it is
/// declared by one of them first. It is not moved to them here: its list would tell who lives together.
/// </summary>
public sealed class ConflictHold : IErasureScope
{
    private const string Covering = $"select exists (select {ConflictSuccession.Uncovered})";

    /// <inheritdoc/>
    public Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct) =>
        ErasureFinding.AskAsync(connection, Covering, ct, tenant, new[] { subject });
}

using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Erasure;

/// <summary>What a room knows of a subject that shall be erased.</summary>
/// <param name="Sources">Further subjects that are the same person: rows of sources linked to it, rows held back.</param>
/// <param name="IsHeld">
/// Whether something stands in the way. Not what: that a person is on a protection list (支援措置) must not be learned by
/// asking for an erasure.
/// </param>
public sealed record ErasureFinding(IReadOnlyList<Guid> Sources, bool IsHeld)
{
    /// <summary>Nothing.</summary>
    public static ErasureFinding None { get; } = new([], IsHeld: false);

    /// <summary>No further subject, but something in the way.</summary>
    public static ErasureFinding Held { get; } = new([], IsHeld: true);

    /// <summary>What a question comes to whose yes stands in the way.</summary>
    /// <param name="connection">Inside the caller's transaction.</param>
    /// <param name="question">SQL of one row with one flag.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="values">Values of its parameters.</param>
    public static async Task<ErasureFinding> AskAsync(NpgsqlConnection connection, string question, CancellationToken ct, params object?[] values)
    {
        await using var command = Statement.Of(connection, question, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return rows.PublicFlag(0) ? Held : None;
    }
}

/// <summary>Asked before every erasure. A room that keeps open cases, requests or other persons' rights of a subject implements it.</summary>
public interface IErasureScope
{
    /// <summary>Looks at one subject inside the transaction of the erasure.</summary>
    /// <param name="connection">Inside the caller's transaction.</param>
    /// <param name="grant">Leave to open what has to be compared.</param>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="now">The instant.</param>
    /// <param name="ct">Cancels.</param>
    Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct);
}

using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>
/// The assignments by which somebody was admitted as they were last known, until they are confirmed by those of this moment. A
/// question asks for them in the same trip as for its rows and compares before it reads the first; a caller who was admitted by
/// what is true no more is admitted anew, and nothing was opened for them.
/// </summary>
/// <remarks>One request, one standing. Not thread-safe.</remarks>
public sealed class Standing
{
    private readonly Person person;
    private readonly KnownAssignments known;
    private readonly AssignmentLooks looks;

    internal Standing(Person person, IReadOnlyList<Assignment> assignments, KnownAssignments known, AssignmentLooks looks)
    {
        this.person = person;
        this.known = known;
        this.looks = looks;
        Assignments = assignments;
    }

    /// <summary>The assignments as they were last known, in the order of ids.</summary>
    public IReadOnlyList<Assignment> Assignments { get; }

    /// <summary>Whether the database said since the request came that they are these.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>Asks for them of this moment, as the next statement of a batch; <see cref="ConfirmAsync(RowReader, CancellationToken)"/> reads the answer.</summary>
    public void AskIn(NpgsqlBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.BatchCommands.Add(Statement.InBatch(AssignmentSql.OfPerson, person.Tenant, person.Issuer, person.Subject));
    }

    /// <summary>Compares with the answer, and reads it to its end.</summary>
    /// <exception cref="StandingMovedException">They are others now.</exception>
    public async Task ConfirmAsync(RowReader rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var now = new List<Assignment>(Assignments.Count);
        while (await rows.ReadAsync(ct))
            now.Add(AssignmentSql.ReadAdmitting(rows));
        Confirm(now);
    }

    /// <summary>Confirms in a trip of its own; nothing to do where that was done.</summary>
    /// <exception cref="StandingMovedException">They are others now.</exception>
    public async Task ConfirmAsync(CancellationToken ct)
    {
        if (!IsConfirmed)
            Confirm(await looks.OfPersonAsync(person, ct));
    }

    private void Confirm(IReadOnlyList<Assignment> now)
    {
        // Sorted here and not by the database: mostly there is one.
        if (!Assignment.AreSame(Assignments, now.Count < 2 ? now : [.. now.OrderBy(a => a.Id)]))
        {
            known.Keep(person, now);
            throw new StandingMovedException(now);
        }

        IsConfirmed = true;
    }
}

/// <summary>The assignments by which a caller was admitted are others now.</summary>
/// <param name="now">What they are.</param>
public sealed class StandingMovedException(IReadOnlyList<Assignment> now) : Exception("The assignments changed since they were last read; admit the caller anew.")
{
    /// <summary>The assignments, read since the request came.</summary>
    public IReadOnlyList<Assignment> Assignments { get; } = now;
}

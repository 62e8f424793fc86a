using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>
/// Looks at the assignments of persons. Requests that come while a look is under way share the next one, so that many at once
/// cost few statements. No request is answered by a look that began before it came: an end takes effect at once.
/// </summary>
internal sealed class AssignmentLooks(NpgsqlDataSource database)
{
    private readonly Lock gate = new();
    private Look? next;
    private bool looking;

    /// <summary>Every assignment of a person, also past ones.</summary>
    public Task<IReadOnlyList<Assignment>> OfPersonAsync(Person person, CancellationToken ct)
    {
        Look mine;
        bool begins;
        lock (gate)
        {
            mine = next ??= new Look();
            mine.Wanted.Add(person);
            begins = !looking;
            looking = true;
        }

        if (begins)
            _ = LookAsync();
        return OfAsync(mine, person, ct);
    }

    private static async Task<IReadOnlyList<Assignment>> OfAsync(Look look, Person key, CancellationToken ct)
    {
        var found = await look.Found.Task.WaitAsync(ct);
        return found.TryGetValue(key, out var assignments) ? assignments : [];
    }

    /// <summary>Looks until nobody waits. What fails, fails those who waited for it.</summary>
    private async Task LookAsync()
    {
        while (Take() is { } look)
        {
            try
            {
                look.Found.SetResult(await ReadAsync(look.Wanted));
            }
            catch (Exception e)
            {
                // Whatever it was, it is theirs who waited; the next look begins anew.
                look.Found.SetException(e);
            }
        }
    }

    private Look? Take()
    {
        lock (gate)
        {
            var taken = next;
            next = null;
            looking = taken is not null;
            return taken;
        }
    }

    // Nobody's cancellation may end what others wait for; the time-out of the connection bounds it.
    private async Task<Dictionary<Person, List<Assignment>>> ReadAsync(HashSet<Person> wanted)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var command = Statement.Of(
            connection, AssignmentSql.OfPeople, wanted.Select(w => w.Tenant).ToArray(), wanted.Select(w => w.Issuer).ToArray(), wanted.Select(w => w.Subject).ToArray());
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        var rows = new RowReader(reader);
        var found = new Dictionary<Person, List<Assignment>>();
        while (await rows.ReadAsync(CancellationToken.None))
        {
            var assignment = AssignmentSql.ReadAdmitting(rows);
            var key = new Person(rows.PublicText(AssignmentSql.ColumnCount), assignment.Issuer, assignment.Person);
            if (!found.TryGetValue(key, out var held))
                found[key] = held = [];
            held.Add(assignment);
        }

        return found;
    }

    private sealed class Look
    {
        public HashSet<Person> Wanted { get; } = [];

        public TaskCompletionSource<Dictionary<Person, List<Assignment>>> Found { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

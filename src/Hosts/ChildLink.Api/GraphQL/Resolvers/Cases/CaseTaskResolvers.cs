using System.Runtime.CompilerServices;
using ChildLink.Api.Composition;
using ChildLink.Casework.Cases;
using ChildLink.GraphQL.Execution;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.GraphQL.Resolvers.Cases;

/// <summary>Reviews and hand-overs that fall due while somebody listens. What one shows was read when its message was judged.</summary>
internal sealed class CaseTaskResolvers(Municipality municipality)
{
    /// <summary>How often it is asked: days change, people decide; nobody waits for the second.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    public static void Bind(SchemaMap map)
    {
        map.Fields<WaitingTask>("DueReview", ("dueOn", w => ((CaseTask.Review)w.Task).DueOn));
        BindShown(map, "DueReview.case");
        BindShown(map, "DueHandOver.handOver");
    }

    /// <summary>What began to wait for the caller since; what waits no more and comes again is told again.</summary>
    public async IAsyncEnumerable<object> FollowAsync(Caller caller, [EnumeratorCancellation] CancellationToken ct)
    {
        var told = (await municipality.CaseTasks.StandingAsync(caller, ct)).ToHashSet();
        while (true)
        {
            await Task.Delay(Step, municipality.Time, ct);
            var standing = await municipality.CaseTasks.StandingAsync(caller, ct);
            foreach (var task in standing.Where(t => !told.Contains(t)))
            {
                var waiting = new WaitingTask(task);
                yield return waiting;
                // One message follows another: it was answered before this one is asked to go on. What was not told then is tried again.
                if (waiting.IsTold)
                    told.Add(task);
            }

            told.IntersectWith(standing);
        }
    }

    private static void BindShown(SchemaMap map, string coordinate) => map.Resolvers.Bind(coordinate, FieldResolver.Batch((batch, _) =>
    {
        batch.Set(0, ((RequestState)batch.State!).Told);
        return ValueTask.CompletedTask;
    }));
}

/// <summary>A task on its way to a listener.</summary>
internal sealed class WaitingTask(CaseTask task)
{
    /// <summary>What waits.</summary>
    public CaseTask Task { get; } = task;

    /// <summary>Whether the listener was told of it: what may not be told at one instant may be at the next.</summary>
    public bool IsTold { get; set; }
}

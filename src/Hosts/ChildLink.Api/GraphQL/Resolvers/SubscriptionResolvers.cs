using System.Runtime.CompilerServices;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Jobs;
using ChildLink.Api.GraphQL.Resolvers.Cases;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Shares;
using ChildLink.GraphQL.Execution;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Children;
using ChildLink.Views.Deliveries;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>
/// Sources of events. Each asks anew in short steps what stands in the database, so every node tells what any node did. What an
/// event shows is read when its message is written, under the caller as admitted for that message.
/// </summary>
internal sealed class SubscriptionResolvers(Municipality municipality, JobBoard board, Rows rows)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    /// <summary>How much later than a newer one a delivery may become visible: clocks of nodes differ, and files take their time.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan JobStep = TimeSpan.FromMilliseconds(200);

    private readonly CaseTaskResolvers tasks = new(municipality);
    private readonly DeliveryViews deliveries = new(municipality.Database, municipality.Code);

    public void Bind(SchemaMap map)
    {
        map.Source("Subscription.jobProgress", GraphOperations.JobProgress, JobAsync);
        map.Source("Subscription.newShares", GraphOperations.NewShares, SharesAsync);
        map.Source("Subscription.reviewItems", GraphOperations.ReviewItems, (call, ct) =>
            call.State.Caller.Access.Rows == RowScope.None ? ReviewAsync(call, ct) : tasks.FollowAsync(call.State.Caller, ct));
        map.Fields<Share>("NewShare", ("id", s => s.Id), ("from", s => s.From), ("until", s => s.Until),
            ("corrected", s => s.CorrectedAt is not null), ("correctedAt", s => s.CorrectedAt));
        map.Resolvers.Bind("NewShare.child", FieldResolver.Batch(ChildrenAsync));
        map.Resolvers.BindType("ReviewItem", item => item switch
        {
            WaitingTask { Task: CaseTask.Review } => "DueReview",
            WaitingTask { Task: CaseTask.HandOver } => "DueHandOver",
            _ => "HeldDelivery",
        });
        CaseTaskResolvers.Bind(map);
        map.Fields<ShownDelivery>("HeldDelivery", ("delivery", d => d));
    }

    private async IAsyncEnumerable<object> JobAsync(RootCall call, [EnumeratorCancellation] CancellationToken ct)
    {
        var id = (Guid)call.Arguments["id"]!;
        Job? told = null;
        while (board.Find(id) is { } job)
        {
            if (job != told)
                yield return job;
            told = job;
            if (job.IsOver)
                yield break;
            await Task.Delay(JobStep, municipality.Time, ct);
        }

        if (told is null)
            throw new GraphQLFieldException(ProblemCode.NotFound.English, ProblemCode.NotFound.Code);
    }

    private async IAsyncEnumerable<object> SharesAsync(RootCall call, [EnumeratorCancellation] CancellationToken ct)
    {
        var institution = call.State.Caller.Institution ?? throw new InvalidOperationException("The role has no institution.");
        var person = call.State.Caller.Identity.Person;
        // Told again when a newer run corrects it.
        var told = (await municipality.Shares.InForceAsync(municipality.Code, institution, person, call.State.Caller.BlockedChildren, ct)).Select(s => (s.Id, s.CorrectedAt)).ToHashSet();
        while (true)
        {
            await Task.Delay(Step, municipality.Time, ct);
            var standing = await municipality.Shares.InForceAsync(municipality.Code, institution, person, call.State.Caller.BlockedChildren, ct);
            foreach (var share in standing.Where(s => told.Add((s.Id, s.CorrectedAt))))
                yield return share;
            told.IntersectWith(standing.Select(s => (s.Id, s.CorrectedAt)));
        }
    }

    private async IAsyncEnumerable<object> ReviewAsync(RootCall call, [EnumeratorCancellation] CancellationToken ct)
    {
        string[] visible = [.. ProvisionEndpoints.Visible(municipality.City, call.State.Caller).Select(p => p.Id)];
        var newest = DateTimeOffset.UnixEpoch;
        var told = new HashSet<(DateTimeOffset ReceivedAt, Guid Id)>();
        await foreach (var delivery in HeldAfterAsync(visible, newest, ct))
            Tell(delivery);
        while (true)
        {
            await Task.Delay(Step, municipality.Time, ct);
            var floor = newest - Overlap;
            told.RemoveWhere(t => t.ReceivedAt < floor);
            await foreach (var delivery in HeldAfterAsync(visible, floor, ct))
            {
                if (Tell(delivery))
                    yield return delivery;
            }
        }

        bool Tell(ShownDelivery delivery)
        {
            // What was the newest may have been let in meanwhile: it never goes back.
            newest = delivery.ReceivedAt > newest ? delivery.ReceivedAt : newest;
            return told.Add((delivery.ReceivedAt, delivery.Id));
        }
    }

    /// <summary>All that waits and was received since an instant, however much it is, page by page.</summary>
    private async IAsyncEnumerable<ShownDelivery> HeldAfterAsync(string[] visible, DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = (since, Guid.Empty);
        IReadOnlyList<ShownDelivery> page;
        do
        {
            page = await deliveries.HeldAsync(visible, after, ct);
            foreach (var delivery in page)
                yield return delivery;
            if (page is [.., var last])
                after = (last.ReceivedAt, last.Id);
        }
        while (page.Count == DeliveryViews.PageSize);
    }

    /// <summary>The children of shares as the caller of this message may see them.</summary>
    private async ValueTask ChildrenAsync(FieldBatch batch, CancellationToken ct)
    {
        var state = (RequestState)batch.State!;
        state.Judge(rows.Around(batch.Selection));
        for (var i = 0; i < batch.Count; i++)
        {
            var (table, fault) = await municipality.Children.ReadOneAsync(
                state.Scope, batch.Parent<Share>(i).Child.ToString("D"), rows.Of(batch.Selection, ChildDocument.Node), ct);
            if (table is null)
            {
                var failure = Failures.Of(fault!);
                batch.Fail(i, failure.Message, failure.Code);
                continue;
            }

            batch.Set(i, state.Keep(table).Rows.SingleOrDefault());
        }
    }
}

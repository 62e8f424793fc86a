using System.Collections.Concurrent;
using System.Diagnostics;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>Counts the round trips to the database that a piece of work makes.</summary>
internal sealed class RoundTrips : IDisposable
{
    private readonly Activity root = new Activity("counted").SetIdFormat(ActivityIdFormat.W3C).Start();
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<string> statements = new();
    private int count;

    public RoundTrips()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId != root.TraceId)
                    return;
                Interlocked.Increment(ref count);
                if ((activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string sql)
                    statements.Enqueue(sql);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => count;

    /// <summary>What was sent, where one statement made a trip.</summary>
    public IReadOnlyCollection<string> Statements => statements;

    public void Dispose()
    {
        listener.Dispose();
        root.Dispose();
    }
}

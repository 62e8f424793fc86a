using System.Diagnostics;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>Counts the round trips to the database that a piece of work makes.</summary>
internal sealed class RoundTrips : IDisposable
{
    private readonly Activity root = new Activity("counted").SetIdFormat(ActivityIdFormat.W3C).Start();
    private readonly ActivityListener listener;
    private int count;

    public RoundTrips()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == root.TraceId)
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => count;

    public void Dispose()
    {
        listener.Dispose();
        root.Dispose();
    }
}

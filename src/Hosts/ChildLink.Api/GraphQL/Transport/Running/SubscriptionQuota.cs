namespace ChildLink.Api.GraphQL.Transport.Running;

/// <summary>How many of something each person has open, over all connections. Thread-safe.</summary>
/// <param name="most">Most at once.</param>
internal sealed class SubscriptionQuota(int most)
{
    private readonly Dictionary<(string Issuer, string Person), int> open = [];
    private readonly Lock gate = new();

    /// <summary>Takes a place; null when the person has no more.</summary>
    public IDisposable? TryEnter((string Issuer, string Person) person)
    {
        lock (gate)
        {
            var count = open.GetValueOrDefault(person);
            if (count >= most)
                return null;
            open[person] = count + 1;
            return new Place(this, person);
        }
    }

    private void Leave((string Issuer, string Person) person)
    {
        lock (gate)
        {
            if (--open[person] == 0)
                open.Remove(person);
        }
    }

    private sealed class Place(SubscriptionQuota quota, (string Issuer, string Person) person) : IDisposable
    {
        private bool left;

        public void Dispose()
        {
            if (!left)
                quota.Leave(person);
            left = true;
        }
    }
}

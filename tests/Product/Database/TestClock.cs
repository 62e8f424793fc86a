namespace ChildLink.Tests.Product.Database;

/// <summary>A clock that stands still until a test moves it; timestamps for measuring stay real.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>The instant the clock shows.</summary>
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}

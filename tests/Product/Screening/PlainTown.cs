namespace ChildLink.Tests.Product.Screening;

/// <summary>One <see cref="LearnedTown"/> for the tests of a class that leave its records as they are.</summary>
public sealed class PlainTown : IAsyncLifetime
{
    internal LearnedTown Town { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Town = await LearnedTown.CreateAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}

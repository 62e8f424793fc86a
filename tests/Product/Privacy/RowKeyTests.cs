using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Privacy;

/// <summary>Row keys are read by every node of a municipality, by nobody else, and by no spreadsheet as a formula.</summary>
public sealed class RowKeyTests : IDisposable
{
    private const string Kind = "narrowing";

    private static readonly RowKey Row = new(
        Guid.Parse("11111111-1111-4111-8111-111111111111"), Guid.Parse("22222222-2222-4222-8222-222222222222"), Guid.Parse("33333333-3333-4333-8333-333333333333"),
        7, DateTimeOffset.FromUnixTimeSeconds(1_760_000_000));

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"childlink-rows-{Guid.NewGuid():N}");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_key_of_one_node_is_read_by_another_with_the_same_keys_and_by_none_with_others()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var narrower = city.Caller("narrower", Kind, context: new(AccessKind.Run, Guid.NewGuid()));
        var key = new RowKeys(KeyHome.Open(Path.Combine(folder, "node")), city.City.Code).Seal(Kind, narrower, Row);

        new RowKeys(KeyHome.Open(Path.Combine(folder, "node")), city.City.Code).Open(Kind, narrower, key).ShouldBe(Row);
        new RowKeys(KeyHome.Open(Path.Combine(folder, "other")), city.City.Code).Open(Kind, narrower, key).ShouldBeNull();
        new RowKeys(KeyHome.Open(Path.Combine(folder, "node")), "999993").Open(Kind, narrower, key).ShouldBeNull("of another city");
    }

    [Fact]
    public async Task No_key_begins_as_a_formula()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var narrower = city.Caller("narrower", Kind, context: new(AccessKind.Run, Guid.NewGuid()));
        var keys = new RowKeys(KeyHome.Open(Path.Combine(folder, "node")), city.City.Code);

        // One in 64 did: 4,000 without any by chance is less likely than 1 in 10^27.
        var made = Enumerable.Range(0, 4_000).Select(_ => keys.Seal(Kind, narrower, Row)).ToList();

        made.ShouldAllBe(k => char.IsAsciiLetterOrDigit(k[0]) || k[0] == '_');
        keys.Open(Kind, narrower, made[^1]).ShouldBe(Row);
    }
}

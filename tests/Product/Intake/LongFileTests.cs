using System.Text;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Looks at the memory of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(LongFileTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>Files of any length are streamed.</summary>
[Collection(nameof(LongFileTests))]
public sealed class LongFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_long_file_is_read_in_little_memory()
    {
        const long Bytes = 64L << 20;
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        var path = Path.Combine(folder.Path, "meibo_1001_2024.csv");
        var blank = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(",,,,,,,\r\n", 100_000)));
        await using (var file = new FileStream(path, FileMode.CreateNew))
        {
            await file.WriteAsync(DeliveryFolder.Cp932.GetBytes(RosterHeader + "\r\n" + Pupil(1) + "\r\n"), Ct);
            while (file.Length < Bytes)
                await file.WriteAsync(blank, Ct);
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var taken = (await city.ImportAsync(Ct, path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();

        (taken.Counts.Accepted, taken.Counts.Ignored > 6_000_000).ShouldBe((1, true));
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(16L << 20);
    }
}

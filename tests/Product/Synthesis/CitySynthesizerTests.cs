using ChildLink.Cli.Synthesis;

namespace ChildLink.Tests.Product.Synthesis;

public sealed class CitySynthesizerTests
{
    // Changes only when the synthesizer is meant to write another city; a machine must never change it.
    private const string DigestOfSixtyChildren = "a55e51719fc6607479333c0c9351d59e66debba0d41ba1da7747fdddc596930a";

    [Fact]
    public void The_same_size_gives_the_same_bytes()
    {
        using var one = RawCity.Write(400, seed: 9);
        using var other = RawCity.Write(400, seed: 9);
        other.Digest().ShouldBe(one.Digest());
        other.Report.Files.ShouldBe(one.Report.Files);
    }

    [Fact]
    public void Every_machine_writes_the_bytes_that_were_written_here_first()
    {
        using var city = RawCity.Write(60, seed: 7);
        city.Digest().ShouldBe(DigestOfSixtyChildren);
    }

    [Fact]
    public void Another_seed_or_day_is_another_city()
    {
        using var one = RawCity.Write(60, seed: 7);
        using var otherSeed = RawCity.Write(60, seed: 8);
        using var otherDay = RawCity.Write(60, seed: 7, RawCity.AsOf.AddDays(1));
        otherSeed.Digest().ShouldNotBe(one.Digest());
        otherDay.Digest().ShouldNotBe(one.Digest());
    }

    [Fact]
    public void The_city_has_the_children_that_were_asked_for_and_at_most_three_more()
    {
        foreach (var children in (int[])[1, 2, 10, 37, 250])
        {
            for (var seed = -2; seed < 3; seed++)
            {
                using var city = RawCity.Write(children, seed);
                city.Report.Children.ShouldBeInRange(children, children + 3);
                city.Report.Residents.ShouldBeGreaterThan(city.Report.Children);
            }
        }
    }

    [Theory]
    [InlineData(2019, 5, 1)]
    [InlineData(2020, 4, 1)]
    [InlineData(2024, 2, 29)]
    [InlineData(2031, 3, 31)]
    [InlineData(2099, 12, 31)]
    public void A_city_can_be_drawn_on_any_day_of_its_range(int year, int month, int day)
    {
        using var city = RawCity.Write(40, seed: 3, new DateOnly(year, month, day));
        city.Report.Files.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(500_001)]
    public void A_number_of_children_out_of_range_is_refused(int children)
        => Should.Throw<ArgumentOutOfRangeException>(() => new CitySize(children, 1, RawCity.AsOf));

    [Fact]
    public void A_day_out_of_range_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new CitySize(10, 1, new DateOnly(2019, 4, 30)));
        Should.Throw<ArgumentOutOfRangeException>(() => new CitySize(10, 1, new DateOnly(2100, 1, 1)));
    }

    [Fact]
    public void Progress_rises_to_one_and_names_every_file()
    {
        var told = new Told();
        var folder = Path.Combine(Path.GetTempPath(), $"childlink-raw-{Guid.NewGuid():N}");
        var report = CitySynthesizer.Write(new CitySize(30, 1, RawCity.AsOf), folder, told, TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        told.Values.Select(value => value.Done).ShouldBeInOrder();
        told.Values[^1].Done.ShouldBe(1, 1e-9);
        told.Values.Select(value => value.File).Where(file => file.Length > 0).ShouldBe(report.Files.Select(file => file.Path));
    }

    [Fact]
    public void A_cancelled_run_leaves_no_unfinished_file()
    {
        using var stop = new CancellationTokenSource();
        var folder = Path.Combine(Path.GetTempPath(), $"childlink-raw-{Guid.NewGuid():N}");
        var stopAtThird = new Told(value => { if (value.File.Contains("DV等", StringComparison.Ordinal)) stop.Cancel(); });
        Should.Throw<OperationCanceledException>(() => CitySynthesizer.Write(new CitySize(30, 1, RawCity.AsOf), folder, stopAtThird, stop.Token));
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ShouldAllBe(file => file.EndsWith(".csv", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Told(Action<SynthesisProgress>? then = null) : IProgress<SynthesisProgress>
    {
        public List<SynthesisProgress> Values { get; } = [];

        public void Report(SynthesisProgress value)
        {
            Values.Add(value);
            then?.Invoke(value);
        }
    }
}

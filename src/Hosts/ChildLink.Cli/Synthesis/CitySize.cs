namespace ChildLink.Cli.Synthesis;

/// <summary>What decides an invented city completely: equal sizes give equal bytes on every machine.</summary>
/// <param name="Children">Children on the register at <paramref name="AsOf"/> who are at most 18 on the 1 April after it; 1 to 500,000. The city has at most three more.</param>
/// <param name="Seed">Any number; another seed is another city.</param>
/// <param name="AsOf">The day of extraction, 2019-05-01 to 2099-12-31. The fiscal year (April to March) in file names follows from it.</param>
/// <exception cref="ArgumentOutOfRangeException">A number of children or a day outside these bounds.</exception>
public sealed record CitySize(int Children, int Seed, DateOnly AsOf)
{
    private const int MostChildren = 500_000;
    private static readonly DateOnly FirstDay = new(2019, 5, 1);
    private static readonly DateOnly LastDay = new(2099, 12, 31);

    public int Children { get; } = Children is >= 1 and <= MostChildren
        ? Children
        : throw new ArgumentOutOfRangeException(nameof(Children), Children, "A city has 1 to 500,000 children.");

    public DateOnly AsOf { get; } = AsOf >= FirstDay && AsOf <= LastDay
        ? AsOf
        : throw new ArgumentOutOfRangeException(nameof(AsOf), AsOf, "The day of extraction lies from 2019-05-01 to 2099-12-31.");
}

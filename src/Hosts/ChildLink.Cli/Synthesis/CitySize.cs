namespace ChildLink.Cli.Synthesis;

/// <summary>What decides an invented city completely: equal sizes give equal bytes on every machine.</summary>
/// <param name="Children">Children on the register at <paramref name="AsOf"/> with a school age of at most 18; 100 to 500,000. The city has at most three more.</param>
/// <param name="Seed">Any number; another seed is another city.</param>
/// <param name="AsOf">The day of extraction, 2019-05-01 to 2099-12-31. The fiscal year (April to March) in file names follows from it.</param>
public sealed record CitySize(int Children, int Seed, DateOnly AsOf);

using ChildLink.Cli.Synthesis.People;

namespace ChildLink.Cli.Synthesis.Health;

/// <summary>One row of 出生時届出情報.</summary>
/// <param name="Child">Who was born.</param>
/// <param name="Mother">Null when she was never on this city's register.</param>
/// <param name="Pregnancy">親子番号: six digits; twins share it.</param>
/// <param name="Grams">Weight at birth.</param>
/// <param name="Weeks">Completed weeks of pregnancy.</param>
/// <param name="Multiple">Twins.</param>
internal sealed record BirthRecord(Person Child, Person? Mother, string Pregnancy, int Grams, int Weeks, bool Multiple);

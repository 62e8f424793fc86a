using ChildLink.Cli.Synthesis.People;

namespace ChildLink.Cli.Synthesis.Health;

/// <summary>One row of 産婦健診 EPDS, which names the mother only.</summary>
/// <param name="Mother">Who answered.</param>
/// <param name="Day">受診日.</param>
/// <param name="Check">産後区分: 2週間 or 1か月.</param>
/// <param name="Total">0 to 30; 9 and more means suspected depression.</param>
/// <param name="Item10">0 to 3, thoughts of self-harm; part of <paramref name="Total"/>.</param>
/// <param name="Clinic">医療機関.</param>
internal sealed record PostnatalCheck(Person Mother, DateOnly Day, string Check, int Total, int Item10, string Clinic);

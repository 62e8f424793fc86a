namespace ChildLink.Cli.Synthesis.Schooling;

/// <summary>Where a pupil sits this year and under which name.</summary>
/// <param name="School">The school, or <see cref="School.Outside"/>.</param>
/// <param name="Grade">Grade in the school, 1 to 6 or 1 to 3.</param>
/// <param name="ClassName">組: "1", "2" … or the name of the special class; empty outside.</param>
/// <param name="Seat">番号 in the class, from 1; 0 outside.</param>
/// <param name="NameAtSchool">The name as the school writes it.</param>
/// <param name="ReadingAtSchool">Hiragana as the school writes it.</param>
internal sealed record Placement(School School, int Grade, string ClassName, int Seat, string NameAtSchool, string ReadingAtSchool)
{
    public const string SpecialClass = "ひだまり";
}

using ChildLink.Cli.Synthesis.People;

namespace ChildLink.Cli.Synthesis.Welfare;

/// <summary>One row of 相談記録; the difficulty stands in it once staff have <paramref name="Classified"/> it.</summary>
internal sealed record Consultation(
    Person Child,
    DateOnly ReceivedOn,
    Difficulty Difficulty,
    bool Classified,
    string Route,
    Outcome Outcome,
    DateOnly? ClosedOn,
    string Note);

/// <summary>転帰 at the day of extraction.</summary>
internal enum Outcome
{
    /// <summary>助言終了.</summary>
    Advised,

    /// <summary>要対協登録.</summary>
    Registered,

    /// <summary>継続.</summary>
    Continuing,
}

namespace ChildLink.Views.Figures;

/// <summary>What every city reports about a run; small counts held back.</summary>
/// <param name="Population">Children (0 to 18 by school age) who live here.</param>
/// <param name="Screened">Children in the run.</param>
/// <param name="Candidates">Of these, selected for people to look at.</param>
/// <param name="Narrowed">Of these, looked at by people: a step, an inquiry or a case.</param>
/// <param name="Proceeded">Of these, taken on to a case or conference.</param>
/// <param name="Supported">Candidates whose case was decided 受理相当 (a) or 予防的支援 (b).</param>
/// <param name="Watched">Candidates whose case was decided 経過観察 (c).</param>
/// <param name="Known">既知(顕在層): candidates who had a case here or with the council before the run.</param>
/// <param name="Latent">新規(潜在層): all other candidates.</param>
/// <param name="Minutes">Minutes that conferences about the run took in all, and households talked about.</param>
/// <param name="MinutesPerHousehold">Mean in tenths of a minute, or null.</param>
/// <param name="NewCandidates">Candidates who were none in the run before of the plan.</param>
/// <param name="FormerCandidates">Candidates who were.</param>
/// <param name="NewShares">Children shared for the first time.</param>
/// <param name="RepeatedShares">Children who had been shared of an earlier run.</param>
public sealed record RunFigures(
    Guid Run, int SmallestCell, Figure Population, Figure Screened, Figure Candidates, Figure Narrowed, Figure Proceeded, Figure Supported, Figure Watched,
    GroupFigures Known, GroupFigures Latent, Figure Minutes, Figure Households, long? MinutesPerHousehold, Figure NewCandidates, Figure FormerCandidates,
    Figure NewShares, Figure RepeatedShares, IReadOnlyList<PartFigures> BySchool, IReadOnlyList<PartFigures> ByAge);

/// <summary>One row of the table known / latent.</summary>
/// <param name="Supported">Decided a or b.</param>
/// <param name="Watched">Decided c.</param>
/// <param name="Others">Not decided so.</param>
public sealed record GroupFigures(Figure Supported, Figure Watched, Figure Others);

/// <summary>A part of the run: a school or a band of ages.</summary>
/// <param name="Key">School code, or a band such as <c>6-8</c>; <c>-</c> for children without a school.</param>
public sealed record PartFigures(string Key, Figure Screened, Figure Candidates, Figure Supported, Figure Watched);

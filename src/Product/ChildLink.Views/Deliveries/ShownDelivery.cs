using System.Globalization;

namespace ChildLink.Views.Deliveries;

/// <summary>A delivery as the doors show it: counts, never a cell.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Provision">The provision it came under.</param>
/// <param name="File">Name of the file; of handed-over rows <c>submitted/{key}/{file}</c>.</param>
/// <param name="ReceivedAt">Instant, UTC.</param>
/// <param name="AsOf">The day in the file's name, or null.</param>
/// <param name="Records">Rows read.</param>
/// <param name="Accepted">Of these, as they were.</param>
/// <param name="Corrected">Corrected by a rule.</param>
/// <param name="Quarantined">Kept aside for repair.</param>
/// <param name="Ignored">Not of this city or not a record.</param>
/// <param name="Events">What changed in the store.</param>
/// <param name="State"><c>taken</c>, <c>held</c> or <c>released</c>.</param>
/// <param name="Standing">Records of its scope that stood before.</param>
/// <param name="Missing">Of those, how many it lacks.</param>
public sealed record ShownDelivery(
    Guid Id, string Provision, string File, DateTimeOffset ReceivedAt, DateOnly? AsOf, long Records, long Accepted, long Corrected, long Quarantined,
    long Ignored, long Events, string State, long Standing, long Missing);

/// <summary>A finding about a row: where, which rule, what would be right. Never a cell.</summary>
/// <param name="Row">Row of the file, from 1; the header is the first.</param>
/// <param name="Ordinal">Which finding of the row.</param>
/// <param name="Column">Column, or empty for the whole row.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Disposition">What became of the row.</param>
/// <param name="Message">In words.</param>
public sealed record ShownFinding(long Row, int Ordinal, string Column, string Rule, string Disposition, string Message)
{
    /// <summary>Goes on after it.</summary>
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{Row}.{Ordinal}");
}

using ChildLink.Privacy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>Where a delivery stands in time among the others of its provision.</summary>
/// <param name="Day">The day that it speaks for: in its name, else the day it was received; never after that.</param>
/// <param name="Speaks">Whether it lists everything of its scope, so that what it lacks is not reported any more.</param>
/// <param name="IsFirst">Whether no full extract of the scope came before.</param>
/// <param name="NextExtract">The day of the next later full extract of the scope, when this one comes late.</param>
/// <param name="IsLatest">Whether no delivery of the provision speaks for a later day.</param>
/// <param name="NamelessBefore">Rows of the extract before it of which not even the key could be read.</param>
internal sealed record ExtractPlace(DateOnly Day, bool Speaks, bool IsFirst, DateOnly? NextExtract, bool IsLatest, long NamelessBefore)
{
    public static ExtractPlace Of(ClaimedFile file, DeliveryRegister register, DateTimeOffset receivedAt)
    {
        var received = JapanDay.Of(receivedAt);
        var day = file.Parts.Date is { } said && said < received ? said : received;
        var speaks = file.Provision.Mode == DeliveryMode.Full;
        var extracts = speaks ? register.OfScope(file.Provision, file.Scope).ToList() : [];
        return new ExtractPlace(
            day,
            speaks,
            extracts.Count == 0,
            extracts.Where(d => d.Effective > day).Select(d => (DateOnly?)d.Effective).Min(),
            register.Latest(file.Provision) is not { } latest || latest <= day,
            extracts.Where(d => d.Effective <= day).MaxBy(d => (d.Effective, d.ReceivedAt))?.Nameless ?? 0);
    }
}

namespace ChildLink.Records.Intake;

/// <summary>Where handed-over rows are shown to have come from.</summary>
public static class SubmittedPlace
{
    // Issuer and person are joined by a bar, which stands escaped in the place: no folder of files is taken for one.
    private const string Bar = "%7C";

    /// <summary>
    /// The place of a delivery for people and programs: of a submission <c>submitted/{key}/{file}</c> (who submitted it stands in the access
    /// log), of every other delivery the name as it is.
    /// </summary>
    /// <param name="place">The place as it is stored.</param>
    public static string Show(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Split('/') is ["submitted", var client, var key, var file] && client.Contains(Bar, StringComparison.Ordinal)
            ? $"submitted/{key}/{file}"
            : place;
    }
}

using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Views.Children;

/// <summary>Answers about what is around one child: household today and over time, years at school.</summary>
public sealed partial class DossierViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private readonly ChildAnswering answering = new(policy, keys, city, time);
    private readonly ListedAround around = new(database, new ChildAnswering(policy, keys, city, time));
    private readonly AroundLists lists = new(city);

    /// <summary>
    /// Writes who lives with one child today, the eldest first, and when the child lived in which household. A household under
    /// protection (支援措置) and a child without a household look the same: nobody, and no period.
    /// </summary>
    public Task<ViewOutcome> WriteHouseholdAsync(DisclosureScope scope, string child, CancellationToken ct) =>
        around.WriteAsync(scope, ChildDocument.Household, child, [AroundLists.Members, lists.Periods], ListedAround.NoKeys, ct);

    /// <summary>Writes where one child went to school in which fiscal year, the newest first.</summary>
    public Task<ViewOutcome> WriteEnrolmentsAsync(DisclosureScope scope, string child, CancellationToken ct) =>
        around.WriteAsync(scope, ChildDocument.Enrolments, child, [AroundLists.Years], ListedAround.NoKeys, ct);
}

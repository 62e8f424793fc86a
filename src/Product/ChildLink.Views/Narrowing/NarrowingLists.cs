using System.Collections.Concurrent;
using ChildLink.Casework.Narrowing;
using ChildLink.Casework.Narrowing.Rules;
using ChildLink.EventStore;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;
using ChildLink.Views.Children;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Views.Narrowing;

/// <summary>The two lists of a narrowing rule: the highest, and the newest.</summary>
public sealed class NarrowingLists(NpgsqlDataSource database, NarrowingRules rules, City city)
{
    /// <summary>高い順: everybody the rule leaves.</summary>
    public const string Highest = "highest";

    /// <summary>新しい順: of these who was no candidate in the run before of the plan, or whom nobody ever looked at.</summary>
    public const string Newest = "newest";

    private const int Most = 64;

    private static readonly string Untold = $"select {CouncilProjection.IsUntold("$2::text[]")}";

    private readonly string tenant = city.Code;
    private readonly string[] registers = CouncilProjection.Provisions(city);
    private readonly ConcurrentDictionary<Guid, RunCutoffs> known = new();

    /// <summary>The rules of the city.</summary>
    public IReadOnlyList<NarrowingRule> Rules => rules.All;

    /// <summary>What narrows a list of candidates of the run of the context, or which part of the request is wrong.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="rule">A rule of the city, or null.</param>
    /// <param name="list"><see cref="Highest"/> (also null) or <see cref="Newest"/>.</param>
    /// <param name="status">Only candidates with this status (<see cref="NarrowingStatus"/>), or null.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null and null when nothing narrows, or the run is not there.</returns>
    public async Task<(NarrowingFilter? Filter, ViewOutcome.Malformed? Fault)> PrepareAsync(
        Caller caller, string? rule, string? list, string? status, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (list is not (null or Highest or Newest))
            return Fault("list", $"must be {Highest} or {Newest}.");
        if (status is not null && !NarrowingStatus.All.Any(s => s.Status == status))
            return Fault("status", $"must be one of {string.Join(", ", NarrowingStatus.All.Select(s => s.Status))}.");
        NarrowingRule? found = null;
        if (rule is not null && (found = rules.Find(rule)) is null)
            return Fault("rule", $"must be one of {string.Join(", ", Rules.Select(r => r.Id))}.");
        if ((found is null && list is not Newest && status is null) || caller.Context is not { } context || await OfAsync(context.Id, ct) is not { } run)
            return (null, null);
        if (found is not null && !found.Fits(run.Plan))
            return Fault("rule", $"narrows runs of {string.Join(", ", found.Plans)}, and this is a run of {run.Plan}.");
        if (found is { WithoutCouncil: true } && await IsCouncilUntoldAsync(ct))
            return Fault("rule", "asks who is not registered with the council, and not every record of its register is known since an update: import the register again.");
        var filter = new NarrowingFilter(string.Join('|', rule, list ?? Highest, status));
        if (found is not null)
            NarrowingConditions.Add(filter, found, run, registers);
        if (list == Newest)
            filter.Require($"(not {NarrowingConditions.WasCandidate} or {NarrowingConditions.NeverLookedAt})", NarrowingConditions.RankBefore, NarrowingConditions.Status);
        if (status is not null)
            filter.Require($"{NarrowingConditions.StatusNow} = {filter.Add(NpgsqlDbType.Text, status)}", NarrowingConditions.Status);
        return filter.Reads.Count == 0 ? (null, null) : (filter, null);
    }

    private async Task<bool> IsCouncilUntoldAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, Untold, tenant, registers);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return rows.PublicFlag(0);
    }

    private async Task<RunCutoffs?> OfAsync(Guid run, CancellationToken ct)
    {
        if (known.TryGetValue(run, out var cutoffs))
            return cutoffs;
        await using var connection = await database.OpenConnectionAsync(ct);
        cutoffs = await RunCutoffs.ReadAsync(connection, tenant, run, ct);
        if (cutoffs is not null)
        {
            if (known.Count >= Most)
                known.Clear();
            known.TryAdd(run, cutoffs);
        }

        return cutoffs;
    }

    private static (NarrowingFilter?, ViewOutcome.Malformed?) Fault(string field, string message) => (null, new ViewOutcome.Malformed(field, message));
}

using System.Globalization;
using ChildLink.Casework.Cases;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Cases;

/// <summary>
/// Answers about cases. Statuses, classes and dates are told of every case; its child and what was written only of those that the
/// caller works on (<see cref="CaseReach"/>).
/// </summary>
public sealed partial class CaseViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, string tenant, TimeProvider time)
{
    private static readonly FieldId OrderKey = FieldId.Of("page.order-key");
    private readonly PageCursors cursors = new(keys, tenant);

    /// <summary>Reads a page, the newest case first.</summary>
    public async Task<(CasePage? Page, ViewOutcome? Fault)> ReadPageAsync(DisclosureScope scope, CaseQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(query);
        var caller = scope.Caller;
        if (Check(query) is { } wrong)
            return (null, wrong);
        // Counting the cases of a school or of one worker tells of a few: whoever does not work on cases gets neither.
        var ofAll = caller.Access.Rows != RowScope.OpenCases;
        if (ofAll && query is not { Worker: null, Institution: null })
            return (null, new ViewOutcome.Malformed(query.Worker is null ? "institution" : "worker", "cannot be asked for under this purpose."));
        var question = NameOf(caller, query);
        PagePosition? position = null;
        if (query.Cursor is { } cursor && (position = cursors.Open(question, cursor)) is null)
            return (null, new ViewOutcome.Malformed("cursor", "is not a cursor of this question; start again without one."));
        await using var connection = await database.OpenConnectionAsync(ct);
        var reach = await CaseReach.OfAsync(connection, caller, ct);
        var today = JapanDay.Of(time.GetUtcNow());
        object?[] asked =
        [
            tenant, query.State, query.Class, query.Worker, query.Institution, query.Run, query.Due ? today : null, query.Awaiting, query.Size + 1,
            scope.Caller.BlockedChildren.Children.ToArray(),
        ];
        await using var command = position is null
            ? Statement.Of(connection, CaseViewSql.FirstPage, asked)
            : Statement.Of(connection, CaseViewSql.NextPage, [.. asked, position.Key, position.Subject]);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<ShownCase>();
        while (await rows.ReadAsync(ct))
        {
            if (found.Count == query.Size)
                return (new CasePage(found, HasNext: true), null);
            var row = CaseRows.Read(rows, first: 1);
            if (ofAll)
                row = row.WithoutStaff();
            found.Add(Show(scope, row, reach) with { Cursor = cursors.Seal(question, rows.Text(0, OrderKey), row.Id) });
        }

        return (new CasePage(found, HasNext: false), null);
    }

    /// <summary>Reads one open case that the caller works on.</summary>
    /// <returns>The case, or null for one that is not there, closed, or somebody else's.</returns>
    public async Task<ShownCase?> FindAsync(DisclosureScope scope, Guid id, CancellationToken ct) =>
        (await OfAsync(scope, [id], ct)) is [{ Reached: true } found] ? found : null;

    /// <summary>Reads cases by identity, in no order.</summary>
    public async Task<IReadOnlyList<ShownCase>> OfAsync(DisclosureScope scope, Guid[] ids, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var connection = await database.OpenConnectionAsync(ct);
        var reach = await CaseReach.OfAsync(connection, scope.Caller, ct);
        await using var command = Statement.Of(connection, CaseViewSql.Of, tenant, ids, scope.Caller.BlockedChildren.Children.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<ShownCase>();
        while (await rows.ReadAsync(ct))
            found.Add(Show(scope, CaseRows.Read(rows), reach));
        return found;
    }

    /// <summary>The newest case of each candidate of the run that is the context: whether somebody helps already.</summary>
    public async Task<(IReadOnlyList<ShownCase>? Cases, ViewOutcome? Fault)> StatusesAsync(DisclosureScope scope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.Caller.Context is not { } run)
            return (null, new ViewOutcome.Refused(ViewRefusals.ContextRequired, "Purpose-Context"));
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, CaseViewSql.Statuses, tenant, run.Id, JapanDay.Of(time.GetUtcNow()), scope.Caller.BlockedChildren.Children.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var key = CaseFields.Decide(policy, scope.Caller, CaseFields.Child);
        scope.Select(key);
        var found = new List<ShownCase>();
        while (await rows.ReadAsync(ct))
        {
            var row = CaseRows.Read(rows);
            scope.Row(row.Child);
            found.Add(new ShownCase(row, Reached: true, key));
        }

        return (found, null);
    }

    /// <summary>Kinds of texts that the caller's policy withholds, with the rule: the same whether or not there is any.</summary>
    public IReadOnlyList<(string Field, string Rule)> Withheld(Caller caller) =>
        [.. CaseFields.Texts.Select(f => CaseFields.Decide(policy, caller, f)).Where(d => d.Disposition == Disposition.Withheld).Select(d => (d.Field.Value, d.Rule))];

    /// <summary>A case that a command of the caller just changed.</summary>
    public ShownCase Changed(Caller caller, Case changed) => new(changed, Reached: true, CaseFields.Decide(policy, caller, CaseFields.Child));

    private ShownCase Show(DisclosureScope scope, Case row, CaseReach reach)
    {
        var key = CaseFields.Decide(policy, scope.Caller, CaseFields.Child);
        var reached = reach.Includes(row);
        if (reached)
        {
            scope.Row(row.Child);
            scope.Select(key);
        }
        else
        {
            scope.PublicRows(1);
        }

        return new ShownCase(row, reached, key);
    }

    private static ViewOutcome.Malformed? Check(CaseQuery query)
    {
        if (query.Size is < 1 or > CaseQuery.LargestPage)
            return new ViewOutcome.Malformed("size", $"must be 1 to {CaseQuery.LargestPage}.");
        if (query.State is { } state && !CaseState.All.Contains(state, StringComparer.Ordinal))
            return new ViewOutcome.Malformed("state", $"must be one of {string.Join(", ", CaseState.All)}.");
        if (query.Class is { } found && !CaseClass.All.Contains(found, StringComparer.Ordinal))
            return new ViewOutcome.Malformed("class", $"must be one of {string.Join(", ", CaseClass.All)}.");
        foreach (var (name, text) in new[] { ("worker", query.Worker), ("institution", query.Institution) })
        {
            if (text is { Length: 0 or > 200 } || text?.Any(char.IsControl) == true)
                return new ViewOutcome.Malformed(name, "must hold 1 to 200 characters and no control characters.");
        }

        return null;
    }

    private static string NameOf(Caller caller, CaseQuery query) => string.Join(
        '\u001f', "cases", caller.Tenant, caller.Identity.Issuer, caller.Identity.Person, caller.Role, caller.Purpose, caller.Context, query.State, query.Class,
        query.Worker, query.Institution, query.Run, query.Due.ToString(CultureInfo.InvariantCulture), query.Awaiting.ToString(CultureInfo.InvariantCulture));
}

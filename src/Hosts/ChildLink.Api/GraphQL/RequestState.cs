using System.Text.Json;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Resolvers;
using ChildLink.Api.GraphQL.Resolvers.Cases;
using ChildLink.Api.GraphQL.Transport;
using ChildLink.Api.Problems;
using ChildLink.Casework.Shares;
using ChildLink.GraphQL;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL;

/// <summary>
/// What the resolvers of one execution share: the scope that the answer is written into, the rows that are still to be written,
/// and what of the selection is withheld. Disposed after the answer was written.
/// </summary>
/// <remarks>Not thread-safe: resolvers of one request never run at once.</remarks>
public sealed class RequestState(Municipality municipality, DisclosureScope scope, Guid requestId) : IAnswerState
{
    private readonly List<ChildTable> tables = [];
    private readonly List<ChildTable> held = [];
    private readonly List<ChildVerdict> notes = [];
    private readonly Dictionary<Guid, CaseFile> files = [];

    /// <summary>The answer on its way.</summary>
    public DisclosureScope Scope { get; } = scope;

    /// <summary>Identity of the request in the log and in errors.</summary>
    public Guid RequestId { get; } = requestId;

    /// <summary>Who asks, for what.</summary>
    public Caller Caller => Scope.Caller;

    /// <summary>What the message tells of a case, as read for it; null where it is about none.</summary>
    internal object? Told { get; private set; }

    /// <summary>
    /// Counts the event as a row of the message. What waits in a case is told while it waits for the caller. A share is a row about its child, and told only while that child is one of the
    /// caller's: who left the school since is none of its business.
    /// </summary>
    public async ValueTask<bool> TellsAsync(object? happened, CancellationToken ct)
    {
        if (happened is WaitingTask waiting)
        {
            Told = await municipality.CaseTasks.ShowAsync(Scope, waiting.Task, ct);
            return waiting.IsTold = Told is not null;
        }

        if (happened is not Share share)
        {
            Scope.PublicRows(1);
            return true;
        }

        // The reading counts the row. A caller to whom no child exists is told of none.
        var (table, _) = await municipality.Children.ReadOneAsync(Scope, share.Child.ToString("D"), new ChildSelection(ChildDocument.Node), ct);
        using (table)
            return table is { Rows.Count: 1 };
    }

    /// <summary>
    /// Writes the members <c>withheld</c>, <c>coarse</c> and <c>partialView</c> into the object <c>extensions</c>, which is open: the
    /// same whether or not any value exists. Nothing where the answer is not about children.
    /// </summary>
    public void WriteExtensions(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (tables.Count == 0 && notes.Count == 0)
            return;
        var verdicts = tables.SelectMany(t => t.Verdicts).Concat(notes).ToList();
        json.WriteStartArray("withheld");
        foreach (var verdict in verdicts)
        {
            if (verdict.Reason is not { } reason)
                continue;
            json.WriteStartObject();
            json.WriteString("path", verdict.Path);
            json.WriteString("reason", reason);
            json.WriteString("rule", verdict.Rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("coarse");
        foreach (var verdict in verdicts)
        {
            if (verdict.Reason is not null)
                continue;
            json.WriteStartObject();
            json.WriteString("path", verdict.Path);
            json.WriteString("rule", verdict.Rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("partialView", true);
    }

    /// <inheritdoc/>
    public void WriteErrorExtensions(GraphQLError error, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(json);
        // Only what the engine finds wrong in variables and arguments bears no code; the message names them.
        if (error.Code is null)
            json.WriteString("code", ProblemCode.Malformed.Code);
        json.WriteString("requestId", RequestId);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var table in tables)
            table.Dispose();
        foreach (var table in held)
            table.Dispose();
    }

    /// <summary>
    /// The files of cases, read once for all parts of them that an answer holds: their texts stand in the entry once, too.
    /// </summary>
    internal async Task<IReadOnlyDictionary<Guid, CaseFile>> FilesAsync(IReadOnlyList<ShownCase> cases, CancellationToken ct)
    {
        // A version that is known is the same file: a request may change a case between two looks.
        ShownCase[] lacking = [.. cases.Where(c => !files.TryGetValue(c.Case.Id, out var known) || known.Shown.Case.Version != c.Case.Version)];
        foreach (var (id, file) in await municipality.CaseViews.FilesAsync(Scope, lacking, ct))
            files[id] = file;
        foreach (var (field, rule) in municipality.CaseViews.Withheld(Caller))
        {
            if (!notes.Exists(n => n.Path == field))
                notes.Add(new ChildVerdict(field, "not-permitted", rule));
        }

        return files;
    }

    /// <summary>Keeps rows until the answer is written.</summary>
    internal ChildTable Keep(ChildTable table)
    {
        tables.Add(table);
        return table;
    }

    /// <summary>Keeps rows around children until the answer is written; what of them is withheld is told by <see cref="Judge"/>.</summary>
    internal ChildTable Hold(ChildTable table)
    {
        held.Add(table);
        return table;
    }

    /// <summary>
    /// Notes what is withheld around the rows of a field. By the selection alone: were it noted when such rows are read, its absence
    /// would tell that nobody was found.
    /// </summary>
    internal void Judge(IReadOnlyList<Surrounding> around)
    {
        foreach (var place in around)
        {
            if (place.Operation is { } operation && !operation.Allows(Caller.Purpose))
            {
                notes.Add(new ChildVerdict(place.Path, ProblemCode.OperationNotAllowed.Code, ProblemCode.OperationNotAllowed.Code));
                continue;
            }

            if (place.Selection is { } selection)
                notes.AddRange(municipality.Dossiers.Judge(Scope, selection));
            Judge(place.Below);
        }
    }
}

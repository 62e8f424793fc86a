using System.Text.Json;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Transport;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
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
    private readonly List<ChildVerdict> notes = [];

    /// <summary>The answer on its way.</summary>
    public DisclosureScope Scope { get; } = scope;

    /// <summary>Who asks, for what.</summary>
    public Caller Caller => Scope.Caller;

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
    public void Dispose()
    {
        foreach (var table in tables)
            table.Dispose();
    }

    /// <summary>Keeps rows until the answer is written.</summary>
    internal ChildTable Keep(ChildTable table)
    {
        tables.Add(table);
        return table;
    }

    /// <summary>Notes that something is withheld for another reason than the decision on a field.</summary>
    internal void Note(ChildVerdict verdict) => notes.Add(verdict);

    /// <summary>Writes into the log that a part of the request was refused.</summary>
    internal Task RefuseAsync(string operation, string code, CancellationToken ct) =>
        municipality.Gateway.RefuseAsync(requestId, municipality.Code, Caller.Identity, Caller.Purpose, operation, code, ct);
}

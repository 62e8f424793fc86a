using System.Text.Json;
using ChildLink.Casework.Cases;
using ChildLink.Casework.HandOvers;
using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Views.Cases;

/// <content>Everything of cases: history, plan, hand-overs, with what people wrote as guarded values.</content>
public sealed partial class CaseViews
{
    private static readonly JsonSerializerOptions FactsForm = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads the files of cases that the caller works on; of others nothing. One statement for all of them per kind.</summary>
    public async Task<IReadOnlyDictionary<Guid, CaseFile>> FilesAsync(DisclosureScope scope, IReadOnlyList<ShownCase> cases, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ShownCase[] reached = [.. cases.Where(c => c.Reached).DistinctBy(c => c.Case.Id)];
        if (reached.Length == 0)
            return new Dictionary<Guid, CaseFile>();
        Guid[] ids = [.. reached.Select(c => c.Case.Id)];
        // No text is opened by assignments that ended meanwhile.
        await scope.ConfirmAsync(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        foreach (var one in reached)
            scope.Row(one.Case.Child);
        // Noted whether or not there is a text: what was asked is what stands in the log.
        foreach (var field in CaseFields.Texts)
            scope.Select(CaseFields.Decide(policy, scope.Caller, field));
        using var ring = await SubjectKeyRing.LoadAsync(connection, tenant, keys, [.. reached.Select(c => c.Case.Child).Distinct()], time.GetUtcNow(), ct);
        var texts = await TextsAsync(connection, scope, ring, ids, ct);
        var entries = await EntriesAsync(connection, texts, ids, ct);
        var measures = await MeasuresAsync(connection, texts, ids, ct);
        var earlier = await EarlierAsync(connection, ids, ct);
        var handOvers = await HandOverDesk.OfCasesAsync(connection, tenant, ids, time.GetUtcNow(), ct);
        return reached.ToDictionary(
            c => c.Case.Id, c => new CaseFile(c, [.. measures[c.Case.Id]], [.. entries[c.Case.Id]], [.. handOvers[c.Case.Id]], [.. earlier[c.Case.Id]]));
    }

    private async Task<ILookup<(Guid Case, long Version), CaseText>> TextsAsync(
        NpgsqlConnection connection, DisclosureScope scope, SubjectKeyRing ring, Guid[] ids, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, CaseViewSql.Texts, tenant, ids);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Guid Case, long Version, CaseText Text)>();
        while (await rows.ReadAsync(ct))
        {
            var (id, version, item) = (rows.PublicUuid(0), rows.PublicLong(2), rows.PublicText(3));
            var field = CaseFields.Of(item);
            var value = new SealedText(rows.PublicUuid(1), id, version, item, rows.PublicText(4)).Guard(field, ring);
            found.Add((id, version, new CaseText(item, value, CaseFields.Decide(policy, scope.Caller, field))));
        }

        return found.ToLookup(f => (f.Case, f.Version), f => f.Text);
    }

    private async Task<ILookup<Guid, ShownEntry>> EntriesAsync(
        NpgsqlConnection connection, ILookup<(Guid Case, long Version), CaseText> texts, Guid[] ids, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, CaseViewSql.Entries, tenant, ids);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Guid Case, ShownEntry Entry)>();
        while (await rows.ReadAsync(ct))
        {
            var (id, version) = (rows.PublicUuid(0), rows.PublicLong(1));
            var facts = JsonSerializer.Deserialize<CaseFacts>(rows.PublicText(5), FactsForm)!;
            found.Add((id, new ShownEntry(version, rows.PublicText(2), rows.PublicInstant(3), rows.PublicText(4), facts, [.. texts[(id, version)]])));
        }

        return found.ToLookup(f => f.Case, f => f.Entry);
    }

    private async Task<ILookup<Guid, ShownMeasure>> MeasuresAsync(
        NpgsqlConnection connection, ILookup<(Guid Case, long Version), CaseText> texts, Guid[] ids, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, CaseViewSql.Measures, tenant, ids);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Guid Case, ShownMeasure Measure)>();
        while (await rows.ReadAsync(ct))
        {
            var id = rows.PublicUuid(0);
            var measure = new Measure(rows.PublicInt(2), rows.PublicText(3), rows.PublicTextOrNull(4), rows.PublicTextOrNull(5), rows.PublicDateOrNull(6));
            found.Add((id, new ShownMeasure(measure, texts[(id, rows.PublicLong(1))].First(t => t.Item == $"measure.{measure.Number}"))));
        }

        return found.ToLookup(f => f.Case, f => f.Measure);
    }

    private async Task<ILookup<Guid, Case>> EarlierAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, CaseViewSql.Earlier, tenant, ids);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Guid Case, Case Earlier)>();
        while (await rows.ReadAsync(ct))
            found.Add((rows.PublicUuid(0), CaseRows.Read(rows, first: 1)));
        return found.ToLookup(f => f.Case, f => f.Earlier);
    }
}

using System.Text.Json;
using ChildLink.Casework.Narrowing;
using ChildLink.EventStore;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Views.Children;
using ChildLink.Views.Sheets;
using Npgsql;

namespace ChildLink.Views.Narrowing;

/// <summary>絞り込みシート: candidates of a run with status and note, out as a file and back.</summary>
public sealed class NarrowingSheets(
    NpgsqlDataSource database, NarrowingLists lists, NarrowingBook book, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private const string Kind = "narrowing";
    private const string StatusColumn = "状態";
    private const string NoteColumn = "所見";

    /// <summary>Public parts of what stands: versions, and whose key opens a note.</summary>
    private const string Versions = "select resident_id, version, note is not null from read.narrowing_steps where tenant_id = $1 and run_id = $2 and latest";

    private readonly ChildAnswering answering = new(policy, keys, city, time);
    private readonly SheetBook sheets = new(Kind, database, keys, city.Code, time);

    /// <summary>Makes a sheet of the candidates that a rule leaves.</summary>
    /// <param name="scope">An answer that holds nothing yet; it becomes the file.</param>
    /// <param name="rule">As for a list of candidates.</param>
    /// <param name="list">As for a list of candidates.</param>
    /// <param name="status">As for a list of candidates.</param>
    /// <param name="format">The form.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(MadeSheet? Sheet, ViewOutcome? Fault)> MakeAsync(
        DisclosureScope scope, string? rule, string? list, string? status, SheetFormat format, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, ChildDocument.NarrowingSheet);
        if (plan is null)
            return (null, refused);
        var (filter, wrong) = await lists.PrepareAsync(caller, rule, list, status, ct);
        if (wrong is not null)
            return (null, wrong);
        var begun = sheets.Begin();
        if (await WriteRowsAsync(scope, plan, filter, begun.Id, begun.Expires, ct) is { } fault)
            return (null, fault);
        return (await sheets.ReleaseAsync(scope, begun, form: null, Table, format, ct), null);
    }

    /// <summary>Takes a sheet back.</summary>
    /// <param name="caller">Of the same role, for the same run.</param>
    /// <param name="sheet">Which sheet it is.</param>
    /// <param name="file">The file as it came.</param>
    /// <param name="record">Writes the log entry with the steps that are written, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<(SheetReport? Report, ViewOutcome? Fault)> TakeAsync(
        Caller caller, Guid sheet, ReadOnlyMemory<byte> file, Func<IReadOnlyList<NarrowingStep>, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Context is not { } run)
            return (null, new ViewOutcome.Refused(ViewRefusals.ContextRequired, "Purpose-Context"));
        if (await sheets.FindAsync(caller, sheet, ct) is not var (made, _))
            return (null, new ViewOutcome.NotFound());
        var (read, inputs, fault) = await SheetReading.ReadAsync(file, [StatusColumn, NoteColumn], ct);
        if (read is null)
            return (null, new ViewOutcome.Refused(fault!.Code, "body"));
        var (status, note) = (inputs[0], inputs[1]);
        var (taken, rows) = sheets.Open(caller, sheet, read, inputs);
        var requests = new List<NarrowingRequest>();
        var asked = new List<long>();
        foreach (var (row, key) in taken)
        {
            if (NarrowingStatus.Read(row[status].Trim()) is not { } word)
            {
                rows.Add(SheetRow.Refuse(row.Number, SheetRow.Invalid, $"{StatusColumn} must be one of {string.Join(", ", NarrowingStatus.All.Select(s => s.Ja))}."));
                continue;
            }

            requests.Add(new NarrowingRequest(key.Child, run.Id, word, SheetBook.Text(row[note]), key.Version));
            asked.Add(row.Number);
        }

        var outcomes = requests.Count == 0 ? [] : await book.NoteManyAsync(caller, run.Id, requests, record, ct);
        rows.AddRange(outcomes.Select((o, i) => RowOf(asked[i], o)));
        return (SheetReport.Of(sheet, rows, made, read), null);
    }

    private static SheetRow RowOf(long number, NarrowingOutcome outcome) => outcome switch
    {
        NarrowingOutcome.Done => new SheetRow(number, SheetRow.Written),
        NarrowingOutcome.Unchanged => new SheetRow(number, SheetRow.Unchanged),
        NarrowingOutcome.Conflict conflict => SheetRow.Refuse(
            number, SheetRow.Conflict, FormattableString.Invariant($"It changed since the sheet was made, to version {conflict.Version}: get a new sheet.")),
        NarrowingOutcome.Invalid invalid => SheetRow.Refuse(number, SheetRow.Invalid, $"{(invalid.Field == "note" ? NoteColumn : StatusColumn)} {invalid.Message}"),
        _ => SheetRow.Refuse(number, SheetRow.NotFound, "The child is no candidate any more."),
    };

    /// <summary>Writes every row as JSON, page by page.</summary>
    private async Task<ViewOutcome?> WriteRowsAsync(DisclosureScope scope, ChildPlan plan, NarrowingFilter? filter, Guid sheet, DateTimeOffset expires, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (versions, ring) = await StandingAsync(caller, ct);
        using var _ = ring;
        var query = new ChildQuery(OnlyCandidates: true, Size: ChildQuery.LargestPage, Narrowing: filter);
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        PagePosition? position = null;
        var written = 0;
        do
        {
            var (question, fault) = ChildQuestion.Of(plan, caller, query with { Cursor = position is null ? null : "next" });
            if (question is null)
                return fault;
            await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddPage(question, query, position), ct);
            if (reading is null)
                return ChildAnswering.NoContext();
            question.Select(scope, plan);
            position = null;
            var onPage = 0;
            while (await reading.Rows.ReadAsync(ct))
            {
                var child = reading.Rows.PublicUuid(0);
                if (++written > SheetTable.MostRows)
                    return new ViewOutcome.Malformed("rule", $"leaves more than {SheetTable.MostRows} children; narrow further.");
                json.WriteStartObject();
                ChildRow.WriteFields(scope, plan, reading.Rows, child, series: null, ring);
                sheets.WriteKey(scope, new RowKey(sheet, child, caller.Context!.Id, versions.GetValueOrDefault(child), expires));
                json.WriteEndObject();
                if (++onPage == query.Size)
                {
                    position = answering.Cursors.Open("sheet", answering.Cursors.Seal("sheet", reading.Rows.Text(1, FieldId.Of("page.order-key")), child));
                    break;
                }
            }
        }
        while (position is not null);

        json.WriteEndArray();
        ChildAnswering.Finish(scope, plan);
        return null;
    }

    private async Task<(Dictionary<Guid, long> Versions, SubjectKeyRing Ring)> StandingAsync(Caller caller, CancellationToken ct)
    {
        var versions = new Dictionary<Guid, long>();
        var noted = new List<Guid>();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using (var command = Statement.Of(connection, Versions, caller.Tenant, caller.Context?.Id ?? Guid.Empty))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            var rows = new RowReader(reader);
            while (await rows.ReadAsync(ct))
            {
                versions[rows.PublicUuid(0)] = rows.PublicLong(1);
                if (rows.PublicFlag(2))
                    noted.Add(rows.PublicUuid(0));
            }
        }

        return (versions, await SubjectKeyRing.LoadAsync(connection, caller.Tenant, keys, [.. noted], time.GetUtcNow(), ct));
    }

    private static SheetTable Table(ReadOnlyMemory<byte> json)
    {
        SheetColumn[] columns =
        [
            .. SheetWords.Shown.Select(s => new SheetColumn(s.Heading)),
            new SheetColumn(StatusColumn, [.. NarrowingStatus.All.Select(s => s.Ja)], IsInput: true), new SheetColumn(NoteColumn, IsInput: true),
            new SheetColumn(SheetTable.KeyColumn, IsKey: true),
        ];
        using var document = JsonDocument.Parse(json);
        return new SheetTable("絞り込み", columns, [.. document.RootElement.GetProperty("items").EnumerateArray().Select(row => (string[])
        [
            .. SheetWords.Shown.Select(s => SheetWords.Text(s.Property, row.GetProperty(s.Property))),
            NarrowingStatus.All.FirstOrDefault(s => s.Status == row.GetProperty("narrowingStatus").GetString()).Ja ?? "",
            row.GetProperty("narrowingNote").GetString() ?? "", row.GetProperty(SheetTable.KeyProperty).GetString()!,
        ])]);
    }
}

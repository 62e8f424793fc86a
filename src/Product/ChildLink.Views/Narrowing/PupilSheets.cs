using System.Text.Json;
using ChildLink.Casework.Inquiries;
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

/// <summary>個人票 of an institution: the pupils it is asked about, out as a file with drop-downs and back with answers.</summary>
public sealed class PupilSheets(NpgsqlDataSource database, InquiryBook book, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private const string Kind = "pupil";

    /// <summary>Public parts of what waits for an answer.</summary>
    private const string Open = """
        select resident_id, id, version from read.inquiries where tenant_id = $1 and institution = $2 and form = $3 and state = 'open'
        """;

    private static readonly CardPart Waiting = new(
        "items", ChildDocument.PupilRow, "join read.inquiries i on i.tenant_id = r.tenant_id and i.resident_id = r.resident_id and i.institution = r.school_code",
        "r.grade, r.class, r.kana collate \"C\", r.resident_id")
    {
        Where = "i.state = 'open' and i.form = $6::text",
    };

    private static readonly (string Property, string Heading)[] Shown = [("grade", "学年"), ("class", "組"), ("name", "氏名"), ("kana", "氏名カナ")];

    private readonly ChildAnswering answering = new(policy, keys, city, time);
    private readonly SheetBook sheets = new(Kind, database, keys, city.Code, time);

    /// <summary>Makes a sheet of the pupils about whom a form waits for answers.</summary>
    /// <param name="scope">An answer that holds nothing yet; it becomes the file.</param>
    /// <param name="form">A form of the city.</param>
    /// <param name="format">The form of the file.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(MadeSheet? Sheet, ViewOutcome? Fault)> MakeAsync(DisclosureScope scope, string form, SheetFormat format, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var caller = scope.Caller;
        if (book.Forms.Find(form) is not { } found)
            return (null, new ViewOutcome.Malformed("form", $"must be one of {string.Join(", ", book.Forms.All.Select(f => f.Id))}."));
        var (plan, refused) = answering.PlanFor(caller, ChildDocument.PupilRow);
        if (plan is null)
            return (null, refused);
        var waiting = await WaitingAsync(caller, form, ct);
        var begun = sheets.Begin();
        await using (var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddWhole(plan, Waiting, form), ct))
        {
            var json = scope.Json;
            json.WriteStartObject();
            json.WriteStartArray("items");
            while (await reading!.Rows.ReadAsync(ct))
            {
                var child = reading.Rows.PublicUuid(0);
                if (!waiting.TryGetValue(child, out var inquiry))
                    continue;
                json.WriteStartObject();
                ChildRow.WriteFields(scope, plan, reading.Rows, child, series: null);
                sheets.WriteKey(scope, new RowKey(begun.Id, child, inquiry.Id, inquiry.Version, begun.Expires));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            ChildAnswering.Finish(scope, plan);
        }

        return (await sheets.ReleaseAsync(scope, begun, form, json => Table(json, found), format, ct), null);
    }

    /// <summary>Takes a sheet back.</summary>
    /// <inheritdoc cref="NarrowingSheets.TakeAsync"/>
    public async Task<(SheetReport? Report, ViewOutcome? Fault)> TakeAsync(
        Caller caller, Guid sheet, ReadOnlyMemory<byte> file, Func<IReadOnlyList<Inquiry>, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (await sheets.FindAsync(caller, sheet, ct) is not var (made, name) || book.Forms.Find(name) is not { } form)
            return (null, new ViewOutcome.NotFound());
        var (read, inputs, fault) = await SheetReading.ReadAsync(file, form.Questions.Select(q => q.Ja), ct);
        if (read is null)
            return (null, new ViewOutcome.Refused(fault!.Code, "body"));
        (Question Question, int Column)[] columns = [.. form.Questions.Zip(inputs)];
        var (taken, rows) = sheets.Open(caller, sheet, read, inputs);
        // A row that nobody filled in is no answer and no fault.
        var filled = taken.Where(t => Array.Exists(columns, c => SheetBook.Text(t.Row[c.Column]) is not null)).ToList();
        rows.AddRange(taken.Except(filled).Select(t => new SheetRow(t.Row.Number, SheetRow.Unchanged)));
        var requests = filled.ConvertAll(t => new AnswerRequest(
            t.Key.About, t.Key.Version,
            columns.Select(c => (c.Question.Id, Text: SheetBook.Text(t.Row[c.Column])?.Trim())).Where(a => a.Text is not null).ToDictionary(a => a.Id, a => a.Text!, StringComparer.Ordinal)));
        var outcomes = requests.Count == 0 ? [] : await book.AnswerManyAsync(caller, requests, record, ct);
        rows.AddRange(outcomes.Select((o, i) => RowOf(filled[i].Row.Number, o, form)));
        return (SheetReport.Of(sheet, rows, made, read), null);
    }

    private static SheetRow RowOf(long number, InquiryOutcome outcome, InquiryForm form) => outcome switch
    {
        InquiryOutcome.Done => new SheetRow(number, SheetRow.Written),
        InquiryOutcome.Unchanged => new SheetRow(number, SheetRow.Unchanged),
        InquiryOutcome.Conflict conflict => SheetRow.Refuse(
            number, SheetRow.Conflict, FormattableString.Invariant($"It was answered since the sheet was made, now version {conflict.Version}: get a new sheet.")),
        InquiryOutcome.Invalid invalid => SheetRow.Refuse(
            number, SheetRow.Invalid, $"{form.Questions.FirstOrDefault(q => invalid.Field.EndsWith("." + q.Id, StringComparison.Ordinal))?.Ja ?? "The row"} {invalid.Message}"),
        _ => SheetRow.Refuse(number, SheetRow.NotFound, "The pupil is not yours any more, or the question was taken back."),
    };

    private async Task<Dictionary<Guid, (Guid Id, long Version)>> WaitingAsync(Caller caller, string form, CancellationToken ct)
    {
        var found = new Dictionary<Guid, (Guid, long)>();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, Open, caller.Tenant, caller.Institution, form);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        while (await rows.ReadAsync(ct))
            found[rows.PublicUuid(0)] = (rows.PublicUuid(1), rows.PublicLong(2));
        return found;
    }

    private static SheetTable Table(ReadOnlyMemory<byte> json, InquiryForm form)
    {
        SheetColumn[] columns =
        [
            .. Shown.Select(s => new SheetColumn(s.Heading)), .. form.Questions.Select(q => new SheetColumn(q.Ja, q.Choices, IsInput: true)),
            new SheetColumn(SheetTable.KeyColumn, IsKey: true),
        ];
        using var document = JsonDocument.Parse(json);
        return new SheetTable("個人票", columns, [.. document.RootElement.GetProperty("items").EnumerateArray().Select(row => (string[])
            [.. Shown.Select(s => SheetWords.Text(s.Property, row.GetProperty(s.Property))), .. form.Questions.Select(_ => ""), row.GetProperty(SheetTable.KeyProperty).GetString()!])]);
    }
}

using ChildLink.Casework.Inquiries;
using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Narrowing;

/// <summary>照会 as those who asked see it, and 個人票 as the institution sees it: by class and name, without any sign of why.</summary>
public sealed class InquiryViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private const string Asked = "select distinct resident_id from read.inquiries where tenant_id = $1 and run_id = $2 and answers is not null";

    private static readonly CardPart OfRun = new(
        "items", ChildDocument.Inquiry, "join read.inquiries i on i.tenant_id = r.tenant_id and i.resident_id = r.resident_id and i.run_id = x.run_id",
        "i.created_at desc, i.id")
    {
        Where = "($6::text is null or i.form = $6)",
    };

    private static readonly CardPart OfInstitution = new(
        "items", ChildDocument.PupilSheet, "join read.inquiries i on i.tenant_id = r.tenant_id and i.resident_id = r.resident_id and i.institution = r.school_code",
        "r.grade, r.class, r.kana collate \"C\", r.resident_id, i.form")
    {
        Where = "i.state <> 'withdrawn' and ($6::text is null or i.form = $6)",
    };

    private readonly InquiryForms forms = InquiryForms.Load(city);
    private readonly ChildAnswering answering = new(policy, keys, city, time);

    /// <summary>Writes the inquiries of the run of the context, or the pupil sheets of the caller's institution; at most 1,000.</summary>
    public async Task<ViewOutcome> WriteAsync(DisclosureScope scope, string? form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (Unknown(form) is { } fault)
            return fault;
        var caller = scope.Caller;
        var part = PartOf(scope);
        var (plan, refused) = answering.PlanFor(caller, part.Document);
        if (plan is null)
            return refused!;
        using var series = answering.SeriesOf(plan, caller);
        using var ring = await RingAsync(scope, ct);
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddWhole(plan, part, form), ct);
        if (reading is null)
            return ChildAnswering.NoContext();
        scope.Json.WriteStartObject();
        scope.Json.WriteStartArray("items");
        while (await reading.Rows.ReadAsync(ct))
            ChildRow.Write(scope, plan, reading.Rows, reading.Rows.PublicUuid(0), series, ring);
        scope.Json.WriteEndArray();
        ChildAnswering.Finish(scope, plan);
        return new ViewOutcome.Written();
    }

    /// <summary>Reads the same as a table; the document of the selection must be that of the caller.</summary>
    /// <returns>The table, which the caller disposes, or why there is none.</returns>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadAsync(DisclosureScope scope, string? form, ChildSelection selection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(selection);
        if (Unknown(form) is { } fault)
            return (null, fault);
        var part = PartOf(scope);
        if (part.Document != selection.Document)
            throw new ArgumentException("The document is not that of the caller.", nameof(selection));
        var (plan, refused) = answering.PlanFor(scope.Caller, selection);
        if (plan is null)
            return (null, refused);
        using var ring = await RingAsync(scope, ct);
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddWhole(plan, part, form), ct);
        if (reading is null)
            return (null, ChildAnswering.NoContext());
        return await ChildViews.TakeAsync(new ChildTable(plan, selection, answering.SeriesOf(plan, scope.Caller)), async table =>
        {
            table.Select(scope);
            while (await reading.Rows.ReadAsync(ct))
            {
                var subject = reading.Rows.PublicUuid(0);
                scope.Row(subject);
                table.Take(reading.Rows, ChildRow.FirstColumn, subject, Guid.Empty, key: null, ring);
            }
        });
    }

    private static CardPart PartOf(DisclosureScope scope) => scope.Caller.Access.Rows == RowScope.OwnInstitution ? OfInstitution : OfRun;

    private ViewOutcome.Malformed? Unknown(string? form) =>
        form is null || forms.Find(form) is not null ? null : new ViewOutcome.Malformed("form", $"must be one of {string.Join(", ", forms.All.Select(f => f.Id))}.");

    private async Task<SubjectKeyRing> RingAsync(DisclosureScope scope, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var children = new List<Guid>();
        if (scope.Caller.Context is { } run)
        {
            await using var command = Statement.Of(connection, Asked, city.Code, run.Id);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var rows = new RowReader(reader);
            while (await rows.ReadAsync(ct))
                children.Add(rows.PublicUuid(0));
        }

        return await SubjectKeyRing.LoadAsync(connection, city.Code, keys, [.. children], time.GetUtcNow(), ct);
    }
}

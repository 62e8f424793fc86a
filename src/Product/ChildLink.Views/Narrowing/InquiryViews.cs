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
    private readonly WholeLists lists = new(database, new ChildAnswering(policy, keys, city, time));

    /// <summary>Writes the inquiries of the run of the context, or the pupil sheets of the caller's institution; at most 1,000.</summary>
    public async Task<ViewOutcome> WriteAsync(DisclosureScope scope, string? form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (Unknown(form) is { } fault)
            return fault;
        using var ring = await RingAsync(scope, ct);
        return await lists.WriteAsync(scope, PartOf(scope), form, ring, ct);
    }

    /// <summary>Reads the same as a table; the document of the selection must be that of the caller.</summary>
    /// <returns>The table, which the caller disposes, or why there is none.</returns>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadAsync(DisclosureScope scope, string? form, ChildSelection selection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(selection);
        if (Unknown(form) is { } fault)
            return (null, fault);
        using var ring = await RingAsync(scope, ct);
        return await lists.ReadAsync(scope, PartOf(scope), form, selection, ring, ct);
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

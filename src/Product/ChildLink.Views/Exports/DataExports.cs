using System.Globalization;
using System.Text.Json;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Exports;

/// <summary>
/// Writes tables as CSV files (UTF-8, RFC 4180). A file is sealed, its digest and counts are logged, and only then it
/// gets its name. Children are named by resident code in a synthetic cluster only, else by the caller's pseudonym.
/// </summary>
public sealed class DataExports(NpgsqlDataSource database, PrivacyGateway gateway, KeyHome keys, City city, bool synthetic, TimeProvider time)
{
    private readonly string tenant = city.Code;
    private readonly SourcesInForce sources = new(gateway.Policy, city);
    private static readonly FieldId ResidentCode = FieldId.Of("resident.code");
    private const string SchoolAgeItem = "F01";
    private static readonly FieldId AgeBand = FieldId.Of("child.school-age");
    private static readonly FieldId Factors = FieldId.Of("result.factors");
    private static readonly FieldId Points = FieldId.Of("result.points");
    private static readonly FieldId Rank = FieldId.Of("result.rank");

    /// <summary>Writes one export to a file, replacing an earlier one.</summary>
    /// <param name="caller">For links and quarantine a steward; for features and scores one who sees a run's whole population.</param>
    /// <param name="kind">The table.</param>
    /// <param name="path">Where the file shall stand.</param>
    /// <param name="ct">Cancels; nothing stands there then.</param>
    public async Task<ExportOutcome> WriteAsync(Caller caller, ExportKind kind, string path, CancellationToken ct)
    {
        if (Refuse(caller, kind) is { } code)
            return new ExportOutcome.Refused(code);
        var grant = gateway.Grant(caller, caller.Purpose, Guid.CreateVersion7(time.GetUtcNow()));
        await using var connection = await database.OpenConnectionAsync(ct);
        string[] items = [];
        if (caller.Context is { } run)
        {
            if (await ItemsAsync(connection, run.Id, ct) is not { } found)
                return new ExportOutcome.Refused(ViewRefusals.ContextUnknown);
            items = found;
        }

        await using var file = ExportFile.Create(path, Header(kind, items));
        switch (kind)
        {
            case ExportKind.Links:
                await LinksAsync(connection, caller, grant, file, ct);
                break;
            case ExportKind.Quarantine:
                await QuarantineAsync(connection, file, ct);
                break;
            default:
                await ResultsAsync(connection, caller, grant, file, kind, items, ct);
                break;
        }

        var digest = await file.SealAsync(ct);
        await grant.RecordReleaseAsync($"export {kind.ToString().ToLowerInvariant()}", digest, file.Rows, ct);
        file.Release();
        return new ExportOutcome.Written(file.Rows, digest);
    }

    private string[] Header(ExportKind kind, string[] items)
    {
        var child = synthetic ? "resident_code" : "pseudonym";
        return kind switch
        {
            ExportKind.Links => ["file", "row", child, "status", "method", "probability"],
            ExportKind.Features => [child, .. items],
            ExportKind.Scores => [child, "difficulty", "points", "probability", "rank"],
            _ => ["file", "row", "column", "rule", "message"],
        };
    }

    private string? Refuse(Caller caller, ExportKind kind)
    {
        if (kind is ExportKind.Links or ExportKind.Quarantine)
            return caller is { Role: "steward", Purpose: "steering" } ? null : Admission.Codes.PurposeNotAllowed;
        if (caller.Access.Rows != RowScope.RunPopulation)
            return Admission.Codes.PurposeNotAllowed;
        if (caller.Context is null)
            return ViewRefusals.ContextRequired;
        // The cells of a file are coarsened by the run, whatever the policy grants; points and ranks have no coarse form there.
        var allowed = kind == ExportKind.Features
            ? DispositionOf(caller, Factors) != Disposition.Withheld
            : DispositionOf(caller, Points) == Disposition.Clear && DispositionOf(caller, Rank) == Disposition.Clear;
        return allowed ? null : Admission.Codes.PurposeNotAllowed;
    }

    private Disposition DispositionOf(Caller caller, FieldId field) => gateway.Policy.Decide(caller.Role, caller.Purpose, field).Disposition;

    private async Task<string[]?> ItemsAsync(NpgsqlConnection connection, Guid run, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ExportSql.Items, tenant, run);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicTexts(0) : null;
    }

    private async Task LinksAsync(NpgsqlConnection connection, Caller caller, ProcessingGrant grant, ExportFile file, CancellationToken ct)
    {
        using var series = new Pseudonyms(keys, tenant).For(caller.Purpose, "links");
        await using var command = Statement.Of(connection, ExportSql.Links, tenant, caller.BlockedChildren.Children.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        while (await rows.ReadAsync(ct))
        {
            var child = rows.PublicUuidOrNull(3) is { } resident ? Name(grant, rows.Text(2, ResidentCode), resident, series) : "";
            await file.AddAsync(
                [rows.PublicText(0), Number(rows.PublicLong(1)), child, rows.PublicText(4), rows.PublicText(5), rows.PublicTextOrNull(6) ?? ""], ct);
        }
    }

    private async Task ResultsAsync(
        NpgsqlConnection connection, Caller caller, ProcessingGrant grant, ExportFile file, ExportKind kind, string[] items, CancellationToken ct)
    {
        using var series = new Pseudonyms(keys, tenant).For(caller.Purpose, caller.Context!.ToString());
        await using var command = Statement.Of(connection, ExportSql.Results, tenant, caller.Context.Id, JapanDay.Of(time.GetUtcNow()), caller.BlockedChildren.Children.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var closed = sources.Closed(caller.Purpose, time.GetUtcNow()).Items;
        while (await rows.ReadAsync(ct))
        {
            var child = Name(grant, rows.Text(1, ResidentCode), rows.PublicUuid(0), series);
            await file.AddAsync(
                kind == ExportKind.Features
                    ? [child, .. Cells(grant.Open(rows.Json(2, Factors))!, items, closed, synthetic ? [] : rows.PublicTexts(7), synthetic ? null : grant.Open(rows.Text(6, AgeBand)))]
                    : [child, rows.PublicText(5), Tenths(grant.Open(rows.Integer(3, Points))!.Value), "", Number(grant.Open(rows.Integer(4, Rank))!.Value)],
                ct);
        }
    }

    private async Task QuarantineAsync(NpgsqlConnection connection, ExportFile file, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ExportSql.Quarantine, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        while (await rows.ReadAsync(ct))
            await file.AddAsync([rows.PublicText(0), Number(rows.PublicLong(1)), rows.PublicText(2), rows.PublicText(3), rows.PublicText(4)], ct);
    }

    private string Name(ProcessingGrant grant, Guarded<string?> code, Guid resident, PseudonymSeries series) =>
        synthetic ? grant.Open(code) ?? "" : series.Of(resident);

    /// <summary>
    /// Cells in order of the items; one whose basis ended reads as in a new run, unknown, and so does one that fewer than five
    /// children share. Outside of a synthetic cluster the age stands as its band.
    /// </summary>
    private string[] Cells(string json, string[] items, IReadOnlyList<string> closed, string[] withheld, string? ageBand)
    {
        using var cells = JsonDocument.Parse(json);
        return [.. items.Select(i => i == SchoolAgeItem && !synthetic
            ? ageBand ?? ""
            : !closed.Contains(i) && !withheld.Contains(i) && cells.RootElement.TryGetProperty(i, out var cell) ? cell.GetString()! : "UNKNOWN")];
    }

    private static string Tenths(long tenths) => (tenths / 10m).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

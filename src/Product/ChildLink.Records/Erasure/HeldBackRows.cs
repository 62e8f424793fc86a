using System.Text;
using System.Text.Json;
using ChildLink.EventStore;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Linkage;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Records.Erasure;

/// <summary>
/// Rows in quarantine belong to nobody yet. Those that carry the resident's code or name go with the resident; a namesake's
/// row goes, too, and has to be delivered again. Whoever is not in the register is known by the code alone.
/// </summary>
public sealed class HeldBackRows(City city, KeyHome keys, TimeProvider time) : IErasureScope
{
    private const string Identity = "select resident_code, name, kana from vault.residents where tenant_id = $1 and resident_id = $2";

    private const string HeldBack = """
        select subject_id, row, sealed_row from read.quarantine where tenant_id = $1 and subject_id is not null and sealed_row is not null
        """;

    private static readonly FieldId Code = FieldId.Of("child.resident-code");
    private static readonly FieldId Name = FieldId.Of("child.name");
    private static readonly FieldId Kana = FieldId.Of("child.kana");

    /// <inheritdoc/>
    public async Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var marks = await MarksAsync(connection, grant, tenant, subject, ct);
        var held = await HeldAsync(connection, tenant, ct);
        var subjects = new SubjectIds(keys.Derive("subjects", tenant));
        using var ring = await SubjectKeyRing.LoadAsync(connection, tenant, keys, [.. held.Select(h => h.Subject)], time.GetUtcNow(), ct);
        var found = held
            .Where(h => grant.Open(ring, h.Subject, h.Row, "row", h.Sealed) is { } row
                && JsonSerializer.Deserialize<string[]>(row)!.Any(c => marks.Contains(Fold(c)) || IsCodeOf(subject, c, subjects)))
            .Select(h => h.Subject);
        return new ErasureFinding([.. found], IsHeld: false);
    }

    /// <summary>Whether a cell is the resident code of the subject, in full-width digits or without some leading zeros as well.</summary>
    private bool IsCodeOf(Guid subject, string cell, SubjectIds subjects)
    {
        var (code, digits) = (CompatibilityForm.Of(cell).Trim(), city.Document.ResidentCodeDigits);
        return code.Length * 2 >= digits && code.Length <= digits && !code.AsSpan().ContainsAnyExceptInRange('0', '9')
            && subjects.Of(SubjectKind.Resident, code.PadLeft(digits, '0')) == subject;
    }

    private static async Task<HashSet<string>> MarksAsync(NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Identity, tenant, subject);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var marks = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct))
        {
            foreach (var (column, field) in new[] { (0, Code), (1, Name), (2, Kana) })
                marks.Add(Fold(grant.Open(rows.Text(column, field))));
        }

        marks.Remove("");
        return marks;
    }

    private static async Task<List<(Guid Subject, long Row, string Sealed)>> HeldAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, HeldBack, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var held = new List<(Guid, long, string)>();
        while (await rows.ReadAsync(ct))
            held.Add((rows.PublicUuid(0), rows.PublicLong(1), rows.PublicText(2)));
        return held;
    }

    private static string Fold(string? text) => NameFolding.Fold(text).Normalize(NormalizationForm.FormKC);
}

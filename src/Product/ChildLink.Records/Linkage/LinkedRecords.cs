using System.Globalization;
using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Records.Linkage;

/// <summary>That a file of a source holds a record about a resident. Only certain links; what is queued for a person is absent.</summary>
/// <param name="Resident">The resident.</param>
/// <param name="Year">Fiscal year in the file name in era form (<c>R06</c>), or null.</param>
/// <param name="Fy">Fiscal year in the file name as a number (<c>2024</c>), or null.</param>
/// <param name="Month">Month in the file name (<c>202412</c>), or null.</param>
public sealed record LinkedRecord(Guid Resident, string? Year, string? Fy, string? Month)
{
    /// <summary>First day of the month or fiscal year that the file is about; null when its name does not say.</summary>
    public DateOnly? PeriodStart
    {
        get
        {
            if (DateOnly.TryParseExact(Month, "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
                return month;
            if (int.TryParse(Fy, NumberStyles.None, CultureInfo.InvariantCulture, out var fy) && fy is >= 1900 and < 9999)
                return new DateOnly(fy, 4, 1);
            return EraYear(Year) is { } year ? new DateOnly(year, 4, 1) : null;
        }
    }

    // Departments name the whole fiscal year 2019 R01.
    private static int? EraYear(string? mark)
    {
        if (mark is not { Length: 3 } || !int.TryParse(mark.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return null;
        return mark[0] switch
        {
            'R' => 2018 + year,
            'H' => 1988 + year,
            'S' => 1925 + year,
            _ => null,
        };
    }
}

/// <summary>
/// Whom the records of a source without resident codes are about, for the rooms after linkage. A provision whose basis
/// has ended or whose purposes do not name the grant's purpose is not read at all.
/// </summary>
public sealed class LinkedRecords(City city, TimeProvider time)
{
    private const string Links = "select key_id, resident_id from read.links where tenant_id = $1 and provision = $2 and status = 'linked'";

    private const string Files = """
        select h.key_id, e.headers->>'file_year', e.headers->>'file_fy', e.headers->>'file_month'
        from read.record_heads h
        join events.mt_events e on e.id = h.event_id
        where h.tenant_id = $1 and h.provision = $2
        """;

    /// <summary>
    /// Residents with a linked record of the provision, once per file period, in no order; none when the provision may not be used.
    /// </summary>
    public async Task<IReadOnlyList<LinkedRecord>> OfAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string provision, CancellationToken ct)
    {
        var found = city.Provisions.FirstOrDefault(p => p.Id == provision);
        if (found is null || !found.Allows(grant.Purpose, time.GetUtcNow()))
            return [];
        // Joined here: right after a bulk load the database has no statistics of either table and joins them row by row.
        var residents = await ResidentsAsync(connection, provision, ct);
        await using var command = Statement.Of(connection, Files, city.Code, provision);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var records = new HashSet<LinkedRecord>();
        while (await rows.ReadAsync(ct))
        {
            if (residents.TryGetValue(rows.PublicUuid(0), out var resident))
                records.Add(new LinkedRecord(resident, rows.PublicTextOrNull(1), rows.PublicTextOrNull(2), rows.PublicTextOrNull(3)));
        }

        return [.. records];
    }

    private async Task<Dictionary<Guid, Guid>> ResidentsAsync(NpgsqlConnection connection, string provision, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Links, city.Code, provision);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var residents = new Dictionary<Guid, Guid>();
        while (await rows.ReadAsync(ct))
        {
            if (rows.PublicUuidOrNull(1) is { } resident)
                residents[rows.PublicUuid(0)] = resident;
        }

        return residents;
    }
}

using System.Globalization;
using ChildLink.EventStore;
using ChildLink.Records.Residents;

namespace ChildLink.Records.Intake;

/// <summary>Judges by its first rows whether a file belongs to this city and to the period in its name.</summary>
internal sealed class FilePlausibility(ImportSetting setting, ClaimedFile file, RowKeys keys)
{
    /// <summary>So few say nothing about a whole file.</summary>
    private const int FewestPersons = 20;

    private const int FewestDays = 10;

    /// <summary>Below this share of known persons a file is another city's; those who left long ago are not known either.</summary>
    private const double FewestKnown = 0.2;

    private const string Known = """
        select count(*) filter (where p.id is not null), (select count(*) from (select 1 from vault.residents where tenant_id = $1 limit 1) any_resident)
        from unnest($2::uuid[]) as s (id)
        left join lateral (select r.resident_id as id from vault.residents r where r.tenant_id = $1 and r.resident_id = s.id limit 1) p on true
        """;

    /// <summary>Refuses the file when it is of another city or another period.</summary>
    /// <param name="rows">The first rows that were taken.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="FileRefusedException">It is.</exception>
    public async Task CheckAsync(IReadOnlyList<TakenRow> rows, CancellationToken ct)
    {
        CheckPeriod(rows);
        if (file.Provision.ResidentColumn is null || ResidentProjection.Describes(file.Provision))
            return;
        var persons = rows.Select(r => keys.SubjectOf(r.Values)).Distinct().ToArray();
        if (persons.Length < FewestPersons)
            return;
        var known = await setting.Line.TakeTurnAsync(
            async connection =>
            {
                await using var command = Statement.Of(connection, Known, setting.City.Code, persons);
                await using var reader = await command.ExecuteReaderAsync(ct);
                var counts = new Privacy.Guarding.RowReader(reader);
                await counts.ReadAsync(ct);
                // Without a register nobody can be known.
                return counts.PublicLong(1) == 0 ? persons.Length : counts.PublicLong(0);
            }, ct);
        if (known < persons.Length * FewestKnown)
            throw new FileRefusedException(
                "other_city",
                $"of the first {persons.Length} persons in column {file.Provision.ResidentColumn} the register of {setting.City.Document.Name} knows {known}; "
                + "the file is another city's, or its codes were changed on the way. Codes of this city's register would be right.");
    }

    private void CheckPeriod(IReadOnlyList<TakenRow> rows)
    {
        if (file.Provision.PeriodColumn is not { } column || FilePeriod.Of(file.Parts) is not { } period)
            return;
        var days = rows.Select(r => r.Values[column]).Where(v => v.Length > 0)
            .Select(v => DateOnly.ParseExact(v, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
        var outside = days.Count(d => d < period.From || d >= period.Until);
        if (days.Count >= FewestDays && outside * 2 > days.Count)
            throw new FileRefusedException(
                "other_period",
                string.Create(CultureInfo.InvariantCulture, $"the name of the file says {period.From:yyyy-MM-dd} to {period.Until.AddDays(-1):yyyy-MM-dd}, and {outside} of its first {days.Count} days in column ")
                + $"{file.Provision.Columns[column].Name} lie outside; the file is of another year or month, or has another's name.");
    }
}

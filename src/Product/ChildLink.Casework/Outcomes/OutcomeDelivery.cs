using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Casework.Outcomes;

/// <summary>
/// What became of cases, back as one more data set: statuses, classes and outcomes go through Intake under the provision
/// <see cref="Provision"/>, so that screening and learning use them only as that provision allows. Delivering again what did not
/// change makes no event.
/// </summary>
public sealed class OutcomeDelivery(NpgsqlDataSource database, City city, PrivacyGateway gateway, Importer importer, TimeProvider time)
{
    /// <summary>The provision under which outcomes come back.</summary>
    public const string Provision = "casework-outcome";

    private const string Client = "casework";
    private static readonly FieldId ResidentCode = FieldId.Of("resident.code");
    private static readonly string[] Header = ["ケース番号", "宛名番号", "状態", "支援区分", "決定日", "支援開始日", "結果", "終結日"];

    private const string All = """
        select k.case_id, r.resident_code, k.state, k.class, k.decided_at, k.supported_at, k.outcome, k.closed_at
        from read.cases k join vault.residents r on r.tenant_id = k.tenant_id and r.resident_id = k.resident_id
        where k.tenant_id = $1 order by k.case_id
        """;

    /// <summary>Delivers every case as it stands; at most 5,000 rows at once, as many deliveries as that takes.</summary>
    /// <param name="caller">The steward; stands in the log.</param>
    /// <param name="ct">Cancels between deliveries and within.</param>
    /// <returns>What became of each delivery; none without a case. Null where the city has no such provision.</returns>
    public async Task<IReadOnlyList<DeliveryOutcome>?> DeliverAsync(Caller caller, CancellationToken ct)
    {
        if (!city.Provisions.Any(p => p.Id == Provision))
            return null;
        var now = time.GetUtcNow();
        var file = $"個別支援結果_{JapanDay.Of(now).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.csv";
        var outcomes = new List<DeliveryOutcome>();
        foreach (var part in (await ReadAsync(caller, now, ct)).Chunk(SubmittedRows.Most))
        {
            // The same rows of one day have the same key: a repetition is told as one.
            var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file + string.Concat(part.Select(r => string.Join('\u001f', r) + '\n')))));
            var (rows, field, message) = SubmittedRows.Of(Client, key, file, Header, part);
            outcomes.Add(await importer.SubmitAsync(caller, rows ?? throw new InvalidOperationException($"{field} {message}"), ct));
        }

        return outcomes;
    }

    private async Task<IReadOnlyList<string[]>> ReadAsync(Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await using var grant = gateway.Grant(caller, "record-keeping", Guid.CreateVersion7(now));
        grant.Begin("case outcomes");
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, All, city.Code);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<string[]>();
        while (await rows.ReadAsync(ct))
        {
            found.Add([
                rows.PublicUuid(0).ToString("D"), grant.Open(rows.Text(1, ResidentCode))!, rows.PublicText(2), rows.PublicTextOrNull(3) ?? "",
                Day(rows.PublicInstantOrNull(4)), Day(rows.PublicInstantOrNull(5)), rows.PublicTextOrNull(6) ?? "", Day(rows.PublicInstantOrNull(7)),
            ]);
        }

        await grant.RecordAsync("case outcomes", found.Count, ct);
        return found;
    }

    private static string Day(DateTimeOffset? at) => at is { } known ? JapanDay.Of(known).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
}

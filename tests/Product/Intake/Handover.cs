using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using Npgsql;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A system of a holder that hands protection lists and moved-out lists over.</summary>
internal sealed class Handover(TestCity city)
{
    private static readonly string[] ListHeader = ["宛名番号", "氏名", "区分", "対象区分", "支援開始日", "支援終了日"];

    private static readonly string[] MovedHeader = ["宛名番号", "氏名", "生年月日", "転出日", "転出先"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An undated full list of protected persons.</summary>
    public Task<DeliveryOutcome> ListAsync(string key, params int[] numbers) => SubmitAsync(city.Importer, ListOf(key, numbers), Ct);

    public static SubmittedRows ListOf(string key, params int[] numbers) =>
        Rows(key, "DV等支援措置対象者一覧.csv", ListHeader, numbers.Select(n => new[] { $"{n:D10}", $"印 {n}", "1", "1", "R06.04.01", "R12.04.01" }));

    public static SubmittedRows MovedOf(string key, params int[] numbers) =>
        Rows(key, "転出者一覧_R05.csv", MovedHeader, numbers.Select(n => new[] { $"{n:D10}", $"印 {n}", "2015-04-02", "2024-05-01", "新潟市" }));

    public Importer Over(NpgsqlDataSource database) => new(database, city.City, city.Keys, city.Gateway, city.Time);

    public Task<DeliveryOutcome> SubmitAsync(SubmittedRows rows) => SubmitAsync(city.Importer, rows, Ct);

    public Task<DeliveryOutcome> SubmitAsync(Importer importer, SubmittedRows rows, CancellationToken ct) => importer.SubmitAsync(city.Steward, rows, ct);

    private static SubmittedRows Rows(string key, string file, string[] header, IEnumerable<string[]> rows) =>
        SubmittedRows.Of("urn:childlink:test|holder", key, file, header, [.. rows]).Rows.ShouldNotBeNull();
}

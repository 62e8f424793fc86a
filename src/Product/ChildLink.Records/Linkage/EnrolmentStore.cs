using ChildLink.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Linkage;

/// <summary>Keeps <c>vault.enrolments</c>: made anew by every linkage run, since a link that is taken back takes its years along.</summary>
internal static class EnrolmentStore
{
    private const string Clear = "delete from vault.enrolments where tenant_id = $1";

    private const string Copy = """
        copy vault.enrolments (tenant_id, resident_id, fiscal_year, school_code, school_name, grade, class) from stdin (format binary)
        """;

    /// <param name="connection">Inside the transaction of the run.</param>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="years">All of them, each once.</param>
    /// <param name="ct">Cancels before commit.</param>
    public static async Task SaveAsync(NpgsqlConnection connection, string tenant, IReadOnlyList<EnrolmentYear> years, CancellationToken ct)
    {
        await Statement.ExecuteAsync(connection, Clear, ct, tenant);
        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var year in years)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(tenant, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(year.Resident, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(year.FiscalYear, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(year.School, NpgsqlDbType.Text, ct);
            await WriteAsync(copy, year.SchoolName, ct);
            await WriteAsync(copy, year.Grade, ct);
            await WriteAsync(copy, year.Class, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);
}

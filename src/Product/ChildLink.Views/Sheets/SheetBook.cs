using ChildLink.EventStore;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Views.Sheets;

/// <summary>Which sheets of a kind are out, and the keys of their rows.</summary>
internal sealed class SheetBook(string kind, NpgsqlDataSource database, KeyHome keys, string tenant, TimeProvider time)
{
    /// <summary>How long a sheet is taken back.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private const string Insert = """
        insert into read.sheets (tenant_id, id, kind, run_id, institution, form, made_by, made_at, expires_at, row_count, sha256)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string Find = """
        select row_count, coalesce(form, '') from read.sheets
        where tenant_id = $1 and id = $2 and kind = $3 and run_id is not distinct from $4 and institution is not distinct from $5
        """;

    private readonly RowKeys rows = new(keys, tenant);

    /// <summary>Begins a sheet: its id, and until when it is taken back.</summary>
    public (Guid Id, DateTimeOffset Expires) Begin()
    {
        var now = time.GetUtcNow();
        return (Guid.CreateVersion7(now), now + Life);
    }

    /// <summary>Writes the sealed key of a row into its object.</summary>
    public void WriteKey(DisclosureScope scope, RowKey key) => scope.Json.WriteString(SheetTable.KeyProperty, rows.Seal(kind, scope.Caller, key));

    /// <summary>Releases what was written as a file, and notes the sheet before it leaves.</summary>
    /// <param name="scope">Holds the rows.</param>
    /// <param name="begun">The sheet.</param>
    /// <param name="form">Its form, or null.</param>
    /// <param name="table">Makes the table of the rows.</param>
    /// <param name="format">Form of the file.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MadeSheet> ReleaseAsync(
        DisclosureScope scope, (Guid Id, DateTimeOffset Expires) begun, string? form, Func<ReadOnlyMemory<byte>, SheetTable> table, SheetFormat format,
        CancellationToken ct)
    {
        var caller = scope.Caller;
        var file = await scope.ReleaseFileAsync(json => table(json).ToFile(format), KeepAsync, ct);
        return new MadeSheet(begun.Id, file, format, begun.Expires);

        async Task KeepAsync(ReleasedFile made, CancellationToken token)
        {
            await using var connection = await database.OpenConnectionAsync(token);
            await Statement.ExecuteAsync(
                connection, Insert, token, tenant, begun.Id, kind, caller.Context?.Id, caller.Institution, form, caller.Identity.Person, time.GetUtcNow(), begun.Expires,
                made.Rows, made.Sha256);
        }
    }

    /// <summary>How many rows a sheet of the caller's desk and context has, and its form; null when there is none.</summary>
    public async Task<(long Rows, string Form)?> FindAsync(Caller caller, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, Find, tenant, id, kind, caller.Context?.Id, caller.Institution);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new RowReader(reader);
        return await found.ReadAsync(ct) ? (found.PublicLong(0), found.PublicText(1)) : null;
    }

    /// <summary>Opens the key of every row; one that cannot be taken is refused with its reason.</summary>
    /// <param name="caller">Who brings it.</param>
    /// <param name="sheet">The sheet that it is said to be.</param>
    /// <param name="read">The file.</param>
    /// <param name="inputs">Columns that people fill in.</param>
    public (List<(ReadRow Row, RowKey Key)> Taken, List<SheetRow> Refused) Open(Caller caller, Guid sheet, ReadSheet read, int[] inputs)
    {
        var now = time.GetUtcNow();
        var column = read.Find(SheetTable.KeyColumn);
        var taken = new List<(ReadRow Row, RowKey Key)>();
        var refused = new List<SheetRow>();
        foreach (var row in read.Rows)
        {
            if (rows.Open(kind, caller, row[column].Trim()) is not { } key)
                refused.Add(SheetRow.Refuse(row.Number, SheetRow.KeyUnknown, "The row key is not one that was given to you; rows cannot be added."));
            else if (key.Sheet != sheet || (caller.Context is { } context && key.About != context.Id))
                refused.Add(SheetRow.Refuse(row.Number, SheetRow.KeyOfAnotherSheet, "The row belongs to another sheet."));
            else if (key.Expires < now)
                refused.Add(SheetRow.Refuse(row.Number, SheetRow.KeyExpired, "The sheet is too old; take a new one."));
            else if (Array.Exists(inputs, row.Formulas.Contains))
                refused.Add(SheetRow.Refuse(row.Number, SheetRow.Formula, "A cell holds a formula; write the value."));
            else if (Array.Exists(inputs, i => row[i].Length > SheetReading.LongestCell))
                refused.Add(SheetRow.Refuse(row.Number, SheetRow.Invalid, $"A cell holds more than {SheetReading.LongestCell} characters."));
            else
                taken.Add((row, key));
        }

        foreach (var twice in taken.GroupBy(t => (t.Key.Child, t.Key.About)).Where(g => g.Count() > 1).SelectMany(g => g).ToList())
        {
            taken.Remove(twice);
            refused.Add(SheetRow.Refuse(twice.Row.Number, SheetRow.RowTwice, "The row stands twice in the file; none of the two is taken."));
        }

        return (taken, refused);
    }

    /// <summary>The text of an input cell: line ends as they are kept, null for an empty one.</summary>
    public static string? Text(string cell)
    {
        var text = cell.ReplaceLineEndings("\n");
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}

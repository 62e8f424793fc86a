using Npgsql;

namespace ChildLink.EventStore;

/// <summary>One parameterised statement: <c>$1</c>, <c>$2</c>, … take the values in order.</summary>
public static class Statement
{
    /// <summary>Prepares the statement; the caller disposes it. Null values go in as SQL null.</summary>
    public static NpgsqlCommand Of(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>The same as a part of a batch, which goes to the database and back as one.</summary>
    public static NpgsqlBatchCommand InBatch(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>Runs the statement and answers the number of rows it touched.</summary>
    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = Of(connection, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }
}

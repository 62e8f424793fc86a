using ChildLink.EventStore;
using Npgsql;

namespace ChildLink.Api.Composition;

/// <summary>Connections on which the product works: logged in as the owner, acting as <c>childlink_app</c>.</summary>
/// <remarks>
/// The role is taken once per physical connection. It has to survive the pool, and <c>DISCARD ALL</c> would give the
/// owner back; so connections are not reset on their way into the pool. Code that takes session locks releases
/// them itself; temporary tables are made with <c>if not exists</c> and emptied at commit.
/// </remarks>
public static class WorkingDatabase
{
    /// <summary>The role with exactly the rights that the migrations grant.</summary>
    public const string Role = "childlink_app";

    private const string TakeRole = $"set role {Role}";

    /// <summary>Left to itself the planner plans most statements anew for every request: for a list that costs more than running it.</summary>
    private const string PlanOnce = TakeRole + "; set plan_cache_mode = force_generic_plan";

    private const int LargestPool = 40;
    private static readonly int DefaultPool = new NpgsqlConnectionStringBuilder().MaxPoolSize;

    /// <summary>Statements of answers are few; clients choose selections, so there must be an end to them.</summary>
    private const int PreparedStatements = 100;

    /// <summary>Bytes; a page of fifty children comes in one piece.</summary>
    private const int ReadBuffer = 128 * 1024;

    /// <summary>Bytes; bulk loads wake the database once per buffer.</summary>
    private const int WriteBuffer = 128 * 1024;

    /// <summary>Makes the data source; opens nothing yet.</summary>
    /// <param name="ownerConnection">Connection string of the owner of the database.</param>
    public static NpgsqlDataSource Open(string ownerConnection) => Build(ownerConnection, preparedStatements: 0, TakeRole);

    /// <summary>Makes the data source of answers: statements that come again are prepared and planned once per connection.</summary>
    /// <remarks>
    /// Not for bulk work: tables grow under it from nothing to everything, and a plan that was kept from their beginning
    /// would still be used at their end.
    /// </remarks>
    /// <param name="ownerConnection">Connection string of the owner of the database.</param>
    public static NpgsqlDataSource OpenForAnswers(string ownerConnection) => Build(ownerConnection, PreparedStatements, PlanOnce);

    private static NpgsqlDataSource Build(string ownerConnection, int preparedStatements, string begin)
    {
        var address = new NpgsqlConnectionStringBuilder(ownerConnection)
        {
            NoResetOnClose = true,
            ApplicationName = "childlink",
            MaxAutoPrepare = preparedStatements,
            AutoPrepareMinUsages = 2,
            ReadBufferSize = ReadBuffer,
            WriteBufferSize = WriteBuffer,
        };
        // A larger pool that was asked for stays; the default of 100 is all that a small server has.
        if (address.MaxPoolSize == DefaultPool)
            address.MaxPoolSize = LargestPool;
        var builder = new NpgsqlDataSourceBuilder(address.ConnectionString);
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(begin, connection);
                command.ExecuteNonQuery();
            },
            connection => Statement.ExecuteAsync(connection, begin, CancellationToken.None));
        return builder.Build();
    }
}

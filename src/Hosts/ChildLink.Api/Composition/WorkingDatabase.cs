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

    private const int LargestPool = 40;
    private static readonly int DefaultPool = new NpgsqlConnectionStringBuilder().MaxPoolSize;

    /// <summary>Makes the data source; opens nothing yet.</summary>
    /// <param name="ownerConnection">Connection string of the owner of the database.</param>
    public static NpgsqlDataSource Open(string ownerConnection)
    {
        var address = new NpgsqlConnectionStringBuilder(ownerConnection) { NoResetOnClose = true, ApplicationName = "childlink" };
        // A larger pool that was asked for stays; the default of 100 is all that a small server has.
        if (address.MaxPoolSize == DefaultPool)
            address.MaxPoolSize = LargestPool;
        var builder = new NpgsqlDataSourceBuilder(address.ConnectionString);
        builder.UsePhysicalConnectionInitializer(
            static connection =>
            {
                using var command = new NpgsqlCommand(TakeRole, connection);
                command.ExecuteNonQuery();
            },
            static connection => Statement.ExecuteAsync(connection, TakeRole, CancellationToken.None));
        return builder.Build();
    }
}

using Npgsql;

namespace ChildLink.Privacy.Sealing;

/// <summary>Holds a database against the key home it is opened with.</summary>
public static class LivingEpochs
{
    /// <summary>Sees to it that the key of every epoch that takes or wraps keys is there, before anything is read or stored.</summary>
    /// <exception cref="EpochGoneException">One is not: the key home is lost, from another time or of another installation.</exception>
    public static async Task RequireAsync(NpgsqlConnection connection, string tenant, KeyHome home, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(home);
        foreach (var epoch in await EpochBook.TextsAsync(connection, EpochSql.Living, ct, tenant))
            home.RequireEpoch(epoch);
    }
}

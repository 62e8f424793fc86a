using System.Security.Cryptography;
using ChildLink.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Privacy.Sealing;

/// <summary>Keys of new subjects on their way into the database; they are wrapped when they are stored.</summary>
public sealed class NewSubjectKeys
{
    /// <summary>Above this many rows COPY is faster than one statement with arrays.</summary>
    private const int FewKeys = 200;

    private readonly string tenant;
    private readonly KeyHome home;
    private readonly DateTimeOffset now;
    private readonly List<(Guid Subject, byte[] Key)> keys;

    internal NewSubjectKeys(string tenant, KeyHome home, DateTimeOffset now, List<(Guid Subject, byte[] Key)> keys)
    {
        this.tenant = tenant;
        this.home = home;
        this.now = now;
        this.keys = keys;
    }

    /// <summary>Stores them. Until the caller's transaction ends no epoch is closed.</summary>
    public async Task SaveAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (keys.Count == 0)
            return;
        var epoch = await EpochBook.OpenAsync(connection, tenant, home, now, ct);
        using var wrapper = new AesGcm(home.Epoch(epoch), 16);
        var wrapped = keys.ConvertAll(k => (k.Subject, Wrapped: KeyWrap.Wrap(wrapper, k.Subject.ToString(), k.Key)));
        if (wrapped.Count <= FewKeys)
        {
            await Statement.ExecuteAsync(
                connection, SubjectKeySql.Insert, ct, tenant, epoch, wrapped.ConvertAll(k => k.Subject).ToArray(), wrapped.ConvertAll(k => k.Wrapped).ToArray());
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync(SubjectKeySql.Copy, ct);
        foreach (var (subject, key) in wrapped)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(tenant, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(subject, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(epoch, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key, NpgsqlDbType.Bytea, ct);
        }

        await copy.CompleteAsync(ct);
    }
}

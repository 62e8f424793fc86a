using System.Security.Cryptography;
using ChildLink.EventStore;
using Npgsql;

namespace ChildLink.Privacy.Sealing;

/// <summary>
/// The keys of many subjects for the length of one piece of work. Keys of subjects that are new are made here and
/// become durable with <see cref="SaveNewAsync"/> in the caller's transaction. Disposing clears them.
/// </summary>
public sealed class SubjectKeyRing : IDisposable
{
    private readonly string tenant;
    private readonly KeyHome home;
    private readonly DateTimeOffset now;
    private readonly Dictionary<Guid, byte[]> keys = [];
    private readonly List<Guid> added = [];
    private (Guid Subject, AesGcm Cipher)? last;

    private SubjectKeyRing(string tenant, KeyHome home, DateTimeOffset now)
    {
        this.tenant = tenant;
        this.home = home;
        this.now = now;
    }

    /// <summary>Loads every key of the tenant that is named, or all when <paramref name="subjects"/> is null.</summary>
    /// <exception cref="EpochGoneException">A key stands under an epoch that is not in this key home.</exception>
    public static async Task<SubjectKeyRing> LoadAsync(
        NpgsqlConnection connection, string tenant, KeyHome home, Guid[]? subjects, DateTimeOffset now, CancellationToken ct)
    {
        var ring = Empty(tenant, home, now);
        await ring.ReadAgainAsync(connection, subjects, ct);
        return ring;
    }

    /// <summary>A ring without a key, for work that learns only on its way whom it is about.</summary>
    public static SubjectKeyRing Empty(string tenant, KeyHome home, DateTimeOffset now) => new(tenant, home, now);

    /// <summary>Loads the keys of those named that the ring does not hold yet.</summary>
    /// <exception cref="EpochGoneException">A key stands under an epoch that is not in this key home.</exception>
    public Task LoadMoreAsync(NpgsqlConnection connection, IEnumerable<Guid> subjects, CancellationToken ct)
    {
        var lacking = subjects.Where(s => !keys.ContainsKey(s)).ToArray();
        return lacking.Length == 0 ? Task.CompletedTask : ReadAgainAsync(connection, lacking, ct);
    }

    /// <summary>The key of a subject, made now if it has none.</summary>
    public ReadOnlySpan<byte> Require(Guid subject)
    {
        if (!keys.TryGetValue(subject, out var key))
        {
            keys[subject] = key = RandomNumberGenerator.GetBytes(32);
            added.Add(subject);
        }

        return key;
    }

    /// <summary>A cipher for sealing under the subject's key. The caller disposes it.</summary>
    public AesGcm Cipher(Guid subject) => new(Require(subject), 16);

    /// <summary>
    /// The cipher of a subject whose key exists; null when the key was destroyed or never made. It stays the ring's and holds
    /// until the next call: a record is opened item by item, and making a cipher costs more than using it.
    /// </summary>
    internal AesGcm? CipherOrNull(Guid subject)
    {
        if (last is { } known && known.Subject == subject)
            return known.Cipher;
        if (!keys.TryGetValue(subject, out var key))
            return null;
        last?.Cipher.Dispose();
        var cipher = new AesGcm(key, 16);
        last = (subject, cipher);
        return cipher;
    }

    /// <summary>Stores the keys made since loading. Until the caller's transaction ends no epoch is closed.</summary>
    public Task SaveNewAsync(NpgsqlConnection connection, CancellationToken ct) => TakeNew().SaveAsync(connection, ct);

    /// <summary>The keys made since loading or since the last call; from here on the caller sees to it that they are stored before they are forgotten.</summary>
    public NewSubjectKeys TakeNew()
    {
        var taken = new NewSubjectKeys(tenant, home, now, added.ConvertAll(s => (s, keys[s])));
        added.Clear();
        return taken;
    }

    /// <summary>Clears the key of a subject that is not worked on any more.</summary>
    public void Forget(Guid subject)
    {
        if (last is { } cached && cached.Subject == subject)
        {
            cached.Cipher.Dispose();
            last = null;
        }

        if (keys.Remove(subject, out var key))
            CryptographicOperations.ZeroMemory(key);
    }

    private async Task ReadAgainAsync(NpgsqlConnection connection, Guid[]? subjects, CancellationToken ct)
    {
        try
        {
            await ReadAsync(connection, subjects, ct);
        }
        catch (EpochGoneException)
        {
            // A rotation ended between the rows and the key: the rows stand under the next epoch now.
            await ReadAsync(connection, subjects, ct);
        }
    }

    private async Task ReadAsync(NpgsqlConnection connection, Guid[]? subjects, CancellationToken ct)
    {
        await using var command = subjects is null
            ? Statement.Of(connection, SubjectKeySql.LoadAll, tenant)
            : Statement.Of(connection, SubjectKeySql.Load, tenant, subjects);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var unwrappers = new Dictionary<string, AesGcm>(StringComparer.Ordinal);
        try
        {
            while (await reader.ReadAsync(ct))
            {
                var name = reader.GetString(1);
                if (!unwrappers.TryGetValue(name, out var aes))
                    unwrappers[name] = aes = new AesGcm(home.Epoch(name), 16);
                var subject = reader.GetGuid(0);
                keys[subject] = KeyWrap.Unwrap(aes, subject.ToString(), reader.GetFieldValue<byte[]>(2));
            }
        }
        finally
        {
            foreach (var aes in unwrappers.Values)
                aes.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        last?.Cipher.Dispose();
        last = null;
        foreach (var key in keys.Values)
            CryptographicOperations.ZeroMemory(key);
        keys.Clear();
    }
}

using System.Security.Cryptography;
using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Sealing;

/// <summary>What a rotation of epochs did.</summary>
/// <param name="Epoch">The epoch that wraps every key now.</param>
/// <param name="Rewrapped">Subject keys that were wrapped anew.</param>
/// <param name="Destroyed">Epochs whose keys are gone.</param>
public sealed record EpochsRotated(string Epoch, long Rewrapped, IReadOnlyList<string> Destroyed);

/// <summary>
/// Wraps the keys of all living subjects under a new epoch and destroys the keys of the epochs before. Copies of erased keys
/// that are left anywhere (dead rows, write-ahead log, backups) are unreadable from then on.
/// </summary>
/// <remarks>
/// In bounded batches, each a transaction of its own; killed at any point everything stays readable and the next call goes
/// on. An epoch's key is destroyed only while nobody can store keys and after none was found under it.
/// </remarks>
public sealed class EpochRotation(NpgsqlDataSource owner, string tenant, KeyHome home, TimeProvider time)
{
    private const int BatchKeys = 5_000;

    /// <summary>Rotates.</summary>
    /// <param name="notBefore">An interrupted rotation that began before this instant is followed by a new one.</param>
    /// <param name="progress">Told how many keys were wrapped anew so far; may be null.</param>
    /// <param name="ct">Cancels between batches.</param>
    public async Task<EpochsRotated> RunAsync(DateTimeOffset notBefore, IProgress<long>? progress, CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        var epoch = await BeginAsync(connection, notBefore, ct);
        var rewrapped = 0L;
        while (true)
        {
            var leaving = await EpochBook.TextsAsync(connection, EpochSql.Leaving, ct, tenant);
            rewrapped += await RewrapAllAsync(connection, epoch, leaving, rewrapped, progress, ct);
            if (await DestroyAsync(connection, leaving, ct))
                return new EpochsRotated(epoch, rewrapped, leaving);
        }
    }

    /// <summary>Draws a new master key while nobody makes an epoch.</summary>
    public async Task<MasterKey> RotateMasterAsync(CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, EpochSql.Take, ct, EpochSql.LockKey);
        return home.RotateMaster();
    }

    /// <summary>Closes what is open and begins an epoch, or answers the one of an interrupted rotation.</summary>
    private async Task<string> BeginAsync(NpgsqlConnection connection, DateTimeOffset notBefore, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, EpochSql.Take, ct, EpochSql.LockKey);
        var now = time.GetUtcNow();
        var interrupted = await EpochBook.TextsAsync(connection, EpochSql.Leaving, ct, tenant);
        if (interrupted.Count > 0 && await EpochBook.TextsAsync(connection, EpochSql.OpenSince, ct, tenant, notBefore.ToUniversalTime()) is [var begun])
        {
            home.RequireEpoch(begun);
            return begun;
        }

        await Statement.ExecuteAsync(connection, EpochSql.Close, ct, tenant, now);
        await Statement.ExecuteAsync(connection, EpochSql.Begin, ct, tenant, KeyHome.EpochAt(now), now);
        var epoch = (await EpochBook.TextsAsync(connection, EpochSql.Open, ct, tenant, KeyHome.EpochAt(now)))[0];
        home.MakeEpoch(epoch);
        await transaction.CommitAsync(ct);
        return epoch;
    }

    private async Task<long> RewrapAllAsync(
        NpgsqlConnection connection, string epoch, IReadOnlyList<string> leaving, long before, IProgress<long>? progress, CancellationToken ct)
    {
        var done = 0L;
        for (var after = Guid.Empty; ;)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var (subjects, wrapped) = await RewrapAsync(connection, epoch, leaving, after, ct);
            if (subjects.Count == 0)
                return done;
            await Statement.ExecuteAsync(connection, SubjectKeySql.Rewrap, ct, tenant, epoch, subjects.ToArray(), wrapped.ToArray());
            await transaction.CommitAsync(ct);
            after = subjects[^1];
            done += subjects.Count;
            progress?.Report(before + done);
        }
    }

    private async Task<(List<Guid> Subjects, List<byte[]> Wrapped)> RewrapAsync(
        NpgsqlConnection connection, string epoch, IReadOnlyList<string> leaving, Guid after, CancellationToken ct)
    {
        var old = leaving.Where(home.Epochs.Contains).ToDictionary(e => e, e => new AesGcm(home.Epoch(e), 16), StringComparer.Ordinal);
        using var wrapper = new AesGcm(home.Epoch(epoch), 16);
        try
        {
            await using var command = Statement.Of(connection, SubjectKeySql.NextOfClosed, tenant, after, leaving.ToArray(), BatchKeys);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var rows = new RowReader(reader);
            var subjects = new List<Guid>();
            var wrapped = new List<byte[]>();
            while (await rows.ReadAsync(ct))
            {
                var subject = rows.PublicUuid(0);
                if (!old.TryGetValue(rows.PublicText(1), out var unwrapper))
                    throw new EpochGoneException(rows.PublicText(1));
                var key = KeyWrap.Unwrap(unwrapper, subject.ToString(), rows.PublicBytes(2));
                subjects.Add(subject);
                wrapped.Add(KeyWrap.Wrap(wrapper, subject.ToString(), key));
                CryptographicOperations.ZeroMemory(key);
            }

            return (subjects, wrapped);
        }
        finally
        {
            foreach (var aes in old.Values)
                aes.Dispose();
        }
    }

    /// <summary>Destroys the keys of closed epochs; false when a key was stored under one of them meanwhile.</summary>
    private async Task<bool> DestroyAsync(NpgsqlConnection connection, IReadOnlyList<string> leaving, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, EpochSql.Take, ct, EpochSql.LockKey);
        if (await CountAsync(connection, leaving, ct) > 0)
            return false;
        foreach (var epoch in leaving)
            home.DestroyEpoch(epoch);
        await Statement.ExecuteAsync(connection, EpochSql.Destroyed, CancellationToken.None, tenant, leaving.ToArray(), time.GetUtcNow());
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private async Task<long> CountAsync(NpgsqlConnection connection, IReadOnlyList<string> epochs, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, SubjectKeySql.CountOf, tenant, epochs.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return rows.PublicLong(0);
    }
}

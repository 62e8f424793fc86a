using System.Diagnostics;
using System.Security.Cryptography;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Benchmarks.Imports;

/// <summary>What the sealing of an import costs: as many values of the same lengths, sealed once more under as many keys.</summary>
internal static class SealingShare
{
    /// <summary>Length of the text in bytes of every value, by event. A sealed value is base64 of nonce (12), text and tag (16).</summary>
    private const string Lengths = """
        select (select array_agg(length(decode(value, 'base64')) - 28) from jsonb_each_text(data->'items')) from events.mt_events where type = 'record_accepted'
        """;

    private static readonly string Text = new('x', 4096);

    /// <summary>Seconds of one processor.</summary>
    public static async Task<double> MeasureAsync(string connectionString, CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(connectionString);
        var events = new List<string[]>();
        await using (var command = owner.CreateCommand(Lengths))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                events.Add(reader.IsDBNull(0) ? [] : Array.ConvertAll(reader.GetFieldValue<int[]>(0), length => Text[..length]));
        }

        var stream = Guid.NewGuid();
        var key = RandomNumberGenerator.GetBytes(32);
        var target = new byte[SealedValue.LargestLength(Text)];
        var clock = Stopwatch.StartNew();
        foreach (var values in events)
        {
            using var cipher = new AesGcm(key, 16);
            foreach (var value in values)
                SealedValue.Seal(cipher, stream, 1, "resident.household", value, target);
        }

        return clock.Elapsed.TotalSeconds;
    }
}

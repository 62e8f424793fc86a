using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Records.Store;
using ChildLink.Screening.Plans;
using Npgsql;

namespace ChildLink.Screening.Training;

/// <summary>Records of the registers that a label is read from, opened under the grant of the training.</summary>
/// <param name="ByRegister">One list per register of the definition, in its order.</param>
internal sealed record LabelRecords(IReadOnlyList<(LabelRegister Register, IReadOnlyList<CurrentRecord> Records)> ByRegister)
{
    /// <summary>Registers that gave no record at all, sorted: nothing was delivered, or the keys are gone. They do not say 'no'.</summary>
    public IReadOnlyList<string> Empty =>
        [.. ByRegister.Where(r => r.Records.Count == 0).Select(r => r.Register.Provision).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Registers of the definition that may not be read for the grant's purpose now, sorted.</summary>
    public static IReadOnlyList<string> Closed(City city, LabelDefinition label, string purpose, DateTimeOffset now) =>
        [.. label.Registers.Select(r => r.Provision).Distinct(StringComparer.Ordinal)
            .Where(id => !city.Provisions.Any(p => p.Id == id && p.Allows(purpose, now))).Order(StringComparer.Ordinal)];

    /// <summary>Reads what the definition needs: the day, and the word where it asks for one.</summary>
    public static async Task<LabelRecords> ReadAsync(
        City city, KeyHome keys, TimeProvider time, NpgsqlConnection connection, ProcessingGrant grant, LabelDefinition label,
        Action<string> step, CancellationToken ct)
    {
        var records = new CurrentRecords(city, keys, time);
        using var ring = await records.KeysAsync(connection, ct);
        var read = new List<(LabelRegister, IReadOnlyList<CurrentRecord>)>();
        foreach (var register in label.Registers)
        {
            step(register.Provision);
            string[] items = register.Word is { } word ? [register.Day, word] : [register.Day];
            read.Add((register, await records.OfAsync(connection, grant, ring, register.Provision, items, ct)));
        }

        return new LabelRecords(read);
    }
}

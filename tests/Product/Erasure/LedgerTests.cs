using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Tests.Product.Erasure;

public sealed class LedgerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("childlink-ledger-").FullName;
    private readonly KeyHome keys;
    private readonly LedgerEntry[] entries;

    public LedgerTests()
    {
        keys = KeyHome.Open(folder);
        entries = [.. Enumerable.Range(1, 3).Select(i => new LedgerEntry(
            Guid.NewGuid(), new DateTimeOffset(2025, 1, i, 1, 2, 3, TimeSpan.Zero).AddMicroseconds(7), [Guid.NewGuid(), Guid.NewGuid()]))];
        foreach (var entry in entries)
            Ledger.Append(entry);
    }

    private ErasureLedger Ledger => new(folder, keys, "152242");

    private string File => Path.Combine(folder, ErasureLedger.FileName);

    [Fact]
    public void What_was_written_is_read_and_an_erasure_stands_once()
    {
        Ledger.Append(entries[1]);

        Ledger.Read().Select(Text).ShouldBe(entries.Select(Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Line_that_was_changed_or_taken_out_is_found(int line)
    {
        var lines = System.IO.File.ReadAllLines(File).ToList();
        var changed = lines.ToList();
        changed[line] = changed[line].Replace("2025-01", "2025-02", StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, string.Join('\n', changed) + "\n");
        Should.Throw<InvalidDataException>(() => Ledger.Read());
        Should.Throw<InvalidDataException>(() => Ledger.Append(entries[0]));

        lines.RemoveAt(line);
        System.IO.File.WriteAllText(File, string.Join('\n', lines) + "\n");
        Should.Throw<InvalidDataException>(() => Ledger.Read());
    }

    [Fact]
    public void Another_citys_keys_open_no_ledger() =>
        Should.Throw<InvalidDataException>(() => new ErasureLedger(folder, keys, "999992").Read());

    [Fact]
    public void Line_that_a_power_cut_left_unfinished_does_not_count_and_goes_with_the_next()
    {
        var whole = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, whole[..^20]);
        Ledger.Read().Count.ShouldBe(2);

        Ledger.Append(entries[2]);

        System.IO.File.ReadAllText(File).ShouldBe(whole);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Text(LedgerEntry e) => $"{e.Erasure} {e.EffectiveAt.UtcTicks} {string.Join(',', e.Subjects)}";
}

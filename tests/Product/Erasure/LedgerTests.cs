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

    private ErasureLedger Ledger => new(folder, Outside, keys, "152242");

    private string Outside => Path.Combine(folder, "checkpoints");

    private string Copy => Path.Combine(Outside, ErasureLedger.FileName);

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
        System.IO.File.Delete(Copy);
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
        Should.Throw<InvalidDataException>(() => new ErasureLedger(folder, Outside, keys, "999992").Read());

    [Fact]
    public void Line_that_a_power_cut_left_unfinished_does_not_count_and_goes_with_the_next()
    {
        var whole = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, whole[..^20]);
        System.IO.File.WriteAllText(Copy, whole[..^70]);
        Ledger.Read().Count.ShouldBe(2);

        Ledger.Append(entries[2]);

        System.IO.File.ReadAllText(File).ShouldBe(whole);
        System.IO.File.ReadAllText(Copy).ShouldBe(whole);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lines_that_one_of_the_two_files_lacks_are_known_and_come_back(bool atHome)
    {
        var whole = System.IO.File.ReadAllText(File);
        var (older, other) = atHome ? (File, Copy) : (Copy, File);
        System.IO.File.WriteAllText(older, string.Join('\n', whole.Split('\n').Take(1)) + "\n");

        Ledger.Read().Select(Text).ShouldBe(entries.Select(Text), "a key home from an older copy forgets nobody");
        Ledger.Open().Count.ShouldBe(3);
        System.IO.File.ReadAllText(older).ShouldBe(whole);
        System.IO.File.Delete(older);
        Ledger.Append(new LedgerEntry(Guid.NewGuid(), entries[2].EffectiveAt, [Guid.NewGuid()]));
        System.IO.File.ReadAllText(older).ShouldBe(System.IO.File.ReadAllText(other));
        Ledger.Read().Count.ShouldBe(4);
    }

    [Fact]
    public void Files_that_contradict_each_other_are_refused()
    {
        var whole = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, whole[..(whole.IndexOf('\n', StringComparison.Ordinal) + 1)]);
        System.IO.File.Delete(Copy);
        Ledger.Append(new LedgerEntry(Guid.NewGuid(), entries[2].EffectiveAt, [Guid.NewGuid()]));
        System.IO.File.WriteAllText(Copy, whole);

        Should.Throw<LedgerContradictionException>(() => Ledger.Read());
        Should.Throw<LedgerContradictionException>(() => Ledger.Open());
        Should.Throw<LedgerContradictionException>(() => Ledger.Append(entries[2]));
        System.IO.File.ReadAllText(Copy).ShouldBe(whole);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Text(LedgerEntry e) => $"{e.Erasure} {e.EffectiveAt.UtcTicks} {string.Join(',', e.Subjects)}";
}

using ChildLink.Oversight.Entries;
using ChildLink.Privacy.Gateway;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Product.Oversight;

public sealed class EntryBytesTests
{
    private static readonly DisclosureEntry Small = new(
        new Guid("00112233-4455-8677-8899-aabbccddeeff"), DateTimeOffset.UnixEpoch.AddMicroseconds(258), "1", "a", "r", "", "p", "", "GET", "ok", "é",
        ["f=clear"], [new Guid("ffffffff-0000-8000-8000-000000000001")], 7);

    [Fact]
    public void Version_one_is_these_bytes_for_ever() => Convert.ToHexStringLower(EntryBytes.Encode(Small)).ShouldBe(
        "01" + "001122334455867788" + "99aabbccddeeff" + "0000000000000102"
        + "0000000131" + "0000000161" + "0000000172" + "00000000" + "0000000170" + "00000000"
        + "00000003474554" + "000000026f6b" + "00000002c3a9"
        + "00000001" + "00000007663d636c656172" + "00000001" + "ffffffff000080008000000000000001" + "0000000000000007");

    [Fact]
    public void Entries_come_back_as_they_were() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>[]>(),
        ArbMap.Default.ArbFor<Guid[]>(),
        ArbMap.Default.ArbFor<(long Micros, long Rows)>(),
        (texts, subjects, numbers) =>
        {
            string[] fields = [.. texts.Select(t => new string([.. t.Get.Where(c => !char.IsSurrogate(c))]))];
            var at = DateTimeOffset.UnixEpoch.AddMicroseconds(numbers.Micros % 1_000_000_000_000);
            var entry = Small with { At = at, Actor = string.Join('|', fields), Fields = fields, Subjects = subjects, Rows = numbers.Rows };
            var read = EntryBytes.Decode(EntryBytes.Encode(entry)).ShouldNotBeNull();
            read.Fields.ShouldBe(fields);
            read.Subjects.ShouldBe(subjects);
            (read with { Fields = entry.Fields, Subjects = entry.Subjects }).ShouldBe(entry);
        }));

    [Fact]
    public void Bytes_that_are_cut_or_go_on_are_no_entry()
    {
        var bytes = EntryBytes.Encode(Small);
        for (var length = 0; length < bytes.Length; length++)
            EntryBytes.Decode(bytes.AsSpan(0, length)).ShouldBeNull();
        EntryBytes.Decode([.. bytes, 0]).ShouldBeNull();
    }

    [Fact]
    public void Another_version_a_huge_count_or_broken_text_is_no_entry()
    {
        Altered(0, 2).ShouldBeNull();
        Altered(25, 0x80).ShouldBeNull();
        Altered(29, 0xFF).ShouldBeNull();
        Altered(17, 0x7F).ShouldBeNull();
    }

    private static DisclosureEntry? Altered(int at, byte value)
    {
        var bytes = EntryBytes.Encode(Small);
        bytes[at] = value;
        return EntryBytes.Decode(bytes);
    }
}

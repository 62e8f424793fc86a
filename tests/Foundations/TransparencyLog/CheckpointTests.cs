using System.Buffers.Binary;
using System.Security.Cryptography;
using ChildLink.TransparencyLog.Checkpoints;
using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.Tests.Foundations.TransparencyLog;

public sealed class CheckpointTests : IDisposable
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly NoteSigner signer;

    public CheckpointTests() => signer = new NoteSigner("log.test", key);

    public void Dispose() => signer.Dispose();

    [Fact]
    public void A_checkpoint_is_written_as_the_specification_prints_it()
    {
        var checkpoint = Checkpoint.Parse($"example.com/behind-the-sofa\n20852163\n{Root}\n").ShouldNotBeNull();
        checkpoint.Size.ShouldBe(20852163);
        checkpoint.ToText().ShouldBe($"example.com/behind-the-sofa\n20852163\n{Root}\n");
        Checkpoint.Parse($"o\n0\n{Root}\nextension\n").ShouldBe(new Checkpoint("o", 0, new TreeHash(Convert.FromBase64String(Root))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("o\n1\n")]
    [InlineData("o\n1\n" + Root)]
    [InlineData("\n1\n" + Root + "\n")]
    [InlineData("o\n01\n" + Root + "\n")]
    [InlineData("o\n00\n" + Root + "\n")]
    [InlineData("o\n-1\n" + Root + "\n")]
    [InlineData("o\n+1\n" + Root + "\n")]
    [InlineData("o\n 1\n" + Root + "\n")]
    [InlineData("o\n9223372036854775808\n" + Root + "\n")]
    [InlineData("o\n1\n" + Root + "\n\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("o\n1\nCsUYapGG\n")]
    [InlineData("o\n1\nnot base 64!\n")]
    public void Texts_that_are_no_checkpoint_are_refused(string text) => Checkpoint.Parse(text).ShouldBeNull();

    [Fact]
    public void The_key_id_is_the_start_of_the_digest_of_the_public_key()
    {
        var digest = SHA256.HashData(key.ExportSubjectPublicKeyInfo());
        signer.Verifier.KeyId.ShouldBe(BinaryPrimitives.ReadUInt32BigEndian(digest));
        signer.Verifier.ToString().ShouldStartWith($"log.test+{Convert.ToHexStringLower(digest[..4])}+Aj");
    }

    [Fact]
    public void A_signed_note_opens_with_the_verifier_key_alone()
    {
        using var verifier = NoteVerifier.Parse(signer.Verifier.ToString()).ShouldNotBeNull();
        var note = signer.Sign("one\n\ntwo\n");
        note.ShouldStartWith("one\n\ntwo\n\n\u2014 log.test ");
        verifier.Open(note).ShouldBe("one\n\ntwo\n");
    }

    [Fact]
    public void Every_changed_character_of_a_note_closes_it()
    {
        var note = signer.Sign($"log.test\n7\n{Root}\n");
        for (var i = 0; i < note.Length; i++)
            signer.Verifier.Open(note[..i] + (char)(note[i] ^ 1) + note[(i + 1)..]).ShouldBeNull();
        for (var i = 0; i < note.Length; i++)
            signer.Verifier.Open(note.Remove(i, 1)).ShouldBeNull();
    }

    /// <summary>Base 64 leaves bits unused behind its end, and readers skip blanks: the same signature in another text.</summary>
    [Fact]
    public void A_signature_has_one_text_only()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        string note;
        do
            note = signer.Sign("text\n");
        while (!note.EndsWith("=\n", StringComparison.Ordinal));
        var last = note.IndexOf('=', StringComparison.Ordinal) - 1;

        signer.Verifier.Open(note).ShouldBe("text\n");
        signer.Verifier.Open(note[..last] + Alphabet[Alphabet.IndexOf(note[last], StringComparison.Ordinal) + 1] + note[(last + 1)..]).ShouldBeNull();
        signer.Verifier.Open(note[..last] + '\n' + note[last..]).ShouldBeNull();
    }

    [Fact]
    public void A_note_of_another_key_does_not_open()
    {
        using var other = new NoteSigner("log.test", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        signer.Verifier.Open(other.Sign("text\n")).ShouldBeNull();
    }

    [Fact]
    public void Signatures_of_unknown_keys_are_ignored_and_a_wrong_one_in_our_name_is_not()
    {
        var mine = SignedNote.Parse(signer.Sign("text\n")).ShouldNotBeNull();
        using var stranger = new NoteSigner("witness.test", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var theirs = SignedNote.Parse(stranger.Sign("text\n")).ShouldNotBeNull().Signatures[0];
        signer.Verifier.Open((mine with { Signatures = [theirs, mine.Signatures[0]] }).ToString()).ShouldBe("text\n");
        var forged = theirs with { KeyName = "log.test", KeyId = signer.Verifier.KeyId };
        signer.Verifier.Open((mine with { Signatures = [mine.Signatures[0], forged] }).ToString()).ShouldBeNull();
    }

    [Fact]
    public void Malformed_notes_are_no_notes()
    {
        SignedNote.Parse("text\n").ShouldBeNull();
        SignedNote.Parse("text\n\n").ShouldBeNull();
        SignedNote.Parse("te\txt\n\n\u2014 name AAAAAAA=\n").ShouldBeNull();
        SignedNote.Parse("text\n\n- name AAAAAAA=\n").ShouldBeNull();
        SignedNote.Parse("text\n\n\u2014 name AAAA\n").ShouldBeNull();
        SignedNote.Parse("text\n\n\u2014 na+me AAAAAAA=\n").ShouldBeNull();
        SignedNote.Parse("text\n\n\u2014 name AAAAAAA=").ShouldBeNull();
        SignedNote.Parse("text\n\n" + string.Concat(Enumerable.Repeat("\u2014 name AAAAAAA=\n", 65))).ShouldBeNull();
        SignedNote.Parse("text\n\n" + string.Concat(Enumerable.Repeat("\u2014 name AAAAAAA=\n", 64))).ShouldNotBeNull();
    }

    [Fact]
    public void Only_verifier_keys_on_P256_with_their_own_id_are_read()
    {
        var text = signer.Verifier.ToString();
        NoteVerifier.Parse(text[..^8]).ShouldBeNull();
        NoteVerifier.Parse(text.Replace("log.test+", "log.test+0", StringComparison.Ordinal)).ShouldBeNull();
        NoteVerifier.Parse("log.test").ShouldBeNull();
        NoteVerifier.Parse("log test" + text["log.test".Length..]).ShouldBeNull();
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Should.Throw<ArgumentException>(() => new NoteSigner("log.test", larger));
        Should.Throw<ArgumentException>(() => new NoteSigner("log+test", key));
        Should.Throw<ArgumentException>(() => signer.Sign("no newline"));
    }
}

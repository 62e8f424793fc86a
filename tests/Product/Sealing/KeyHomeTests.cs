using System.Security.Cryptography;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Tests.Product.Sealing;

public sealed class KeyHomeTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"childlink-keys-{Guid.NewGuid():N}");

    [Fact]
    public void Derived_secrets_stay_when_the_master_key_changes()
    {
        var home = KeyHome.Open(folder);
        var (before, id) = (home.Derive("subjects", "152242"), home.Master.Id);

        home.RotateMaster();

        var again = KeyHome.Open(folder);
        again.Derive("subjects", "152242").ShouldBe(before);
        again.Id.ShouldBe(home.Id);
        again.Master.Id.ShouldNotBe(id);
        again.IsRotating.ShouldBeFalse();
    }

    [Fact]
    public void Home_from_before_there_was_a_root_keeps_what_was_derived_from_its_master_key()
    {
        Directory.CreateDirectory(folder);
        var master = RandomNumberGenerator.GetBytes(32);
        File.WriteAllBytes(Path.Combine(folder, "master.key"), master);
        File.WriteAllText(Path.Combine(folder, "log-signing.key"), "of a home in use");
        var expected = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "childlink/cursor/152242"u8.ToArray());

        KeyHome.Open(folder).Derive("cursor", "152242").ShouldBe(expected);
        KeyHome.Open(folder).RotateMaster();
        KeyHome.Open(folder).Derive("cursor", "152242").ShouldBe(expected);
    }

    [Fact]
    public void New_home_derives_nothing_from_its_master_key()
    {
        var home = KeyHome.Open(folder);
        var master = File.ReadAllBytes(Path.Combine(folder, "master.key"));

        home.Derive("cursor", "152242").ShouldNotBe(HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "childlink/cursor/152242"u8.ToArray()));
    }

    [Fact]
    public void Home_whose_maker_was_killed_after_the_master_key_gets_a_root_of_its_own()
    {
        Directory.CreateDirectory(folder);
        var master = RandomNumberGenerator.GetBytes(32);
        File.WriteAllBytes(Path.Combine(folder, "master.key"), master);

        KeyHome.Open(folder).Derive("cursor", "152242").ShouldNotBe(HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "childlink/cursor/152242"u8.ToArray()));
    }

    /// <summary>Every state that a killed rotation leaves: files wrapped by either master key, both of which are there.</summary>
    [Fact]
    public void Rotation_killed_anywhere_leaves_a_usable_home_and_goes_on()
    {
        var home = KeyHome.Open(folder);
        var secret = home.Derive("subjects", "152242");
        var before = Snapshot();
        home.RotateMaster();
        var after = Snapshot();

        foreach (var done in new[] { 0, 1 })
        {
            Restore(before);
            File.WriteAllBytes(Path.Combine(folder, "master.next"), after["master.key"]);
            if (done == 1)
                File.WriteAllBytes(Path.Combine(folder, "root.key"), after["root.key"]);

            var killed = KeyHome.Open(folder);
            killed.IsRotating.ShouldBeTrue();
            killed.Derive("subjects", "152242").ShouldBe(secret);
            killed.RotateMaster();
            KeyHome.Open(folder).Derive("subjects", "152242").ShouldBe(secret);
            KeyHome.Open(folder).IsRotating.ShouldBeFalse();
            File.ReadAllBytes(Path.Combine(folder, "master.key")).ShouldBe(after["master.key"], "the key that was drawn before is taken");
        }
    }

    [Fact]
    public void Sealed_file_of_a_copy_comes_back_when_the_copy_is_opened()
    {
        var home = KeyHome.Open(folder);
        var file = Path.Combine(folder, "log-signing.key");
        File.WriteAllText(file, "a secret of the log");
        var copied = home.SealFile("log-signing.key");
        File.Delete(file);
        System.Text.Encoding.ASCII.GetString(copied).ShouldNotContain("secret");

        File.WriteAllBytes(Path.Combine(folder, "other.key.sealed"), copied);
        Should.Throw<CryptographicException>(() => KeyHome.Open(folder), "the name is bound");
        File.Delete(Path.Combine(folder, "other.key.sealed"));
        File.WriteAllBytes(file + KeyHome.SealedExtension, copied);
        Parallel.For(0, 8, _ => KeyHome.Open(folder));

        File.ReadAllText(file).ShouldBe("a secret of the log");
        File.Exists(file + KeyHome.SealedExtension).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_made_in_the_place_of_a_lost_master_key()
    {
        KeyHome.Open(folder);
        File.Delete(Path.Combine(folder, "master.key"));

        Should.Throw<MasterKeyMissingException>(() => KeyHome.Open(folder));

        File.Exists(Path.Combine(folder, "master.key")).ShouldBeFalse();
    }

    [Fact]
    public void Foreign_or_damaged_master_key_is_refused()
    {
        KeyHome.Open(folder);
        var master = Path.Combine(folder, "master.key");
        File.WriteAllBytes(master, RandomNumberGenerator.GetBytes(32));
        Should.Throw<CryptographicException>(() => KeyHome.Open(folder));
        File.WriteAllBytes(master, RandomNumberGenerator.GetBytes(31));
        Should.Throw<InvalidDataException>(() => KeyHome.Open(folder));
    }

    [Fact]
    public void Homes_that_open_at_once_agree()
    {
        var ids = new string[8];
        Parallel.For(0, ids.Length, i => ids[i] = KeyHome.Open(folder).Id);

        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Dictionary<string, byte[]> Snapshot() =>
        Directory.EnumerateFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes, StringComparer.Ordinal);

    private void Restore(Dictionary<string, byte[]> files)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            File.Delete(file);
        foreach (var (name, bytes) in files)
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }
}

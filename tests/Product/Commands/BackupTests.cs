using System.Runtime.Versioning;

namespace ChildLink.Tests.Product.Commands;

[SupportedOSPlatform("linux")]
public sealed class BackupTests
{
    private const string City = "999997";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("backup")]
    [InlineData("backup.tar")]
    public async Task Restored_city_equals_the_one_that_was_saved_and_its_log_is_intact(string name)
    {
        await using var home = new CommandHome();
        await using var other = new CommandHome();
        await home.DoAsync("demo", "--no-serve", "--children", "60");
        var backup = Path.Combine(home.Path, name);

        var saved = await home.DoAsync("backup", backup);
        var keys = await SavedKeys.OfAsync(home);
        var restored = await other.DoAsync(["restore", backup, .. keys.Options]);

        restored.GetProperty("rows").GetInt64().ShouldBe(saved.GetProperty("rows").GetInt64());
        restored.GetProperty("logIntact").GetBoolean().ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(other.Path, "keys", City, "log-signing.key"), Ct))
            .ShouldBe(await File.ReadAllTextAsync(Path.Combine(home.Path, "keys", City, "log-signing.key"), Ct), "it goes on signing with the key that everybody knows");
        foreach (var kind in new[] { "links", "features", "scores" })
            (await ExportAsync(other, kind)).ShouldBe(await ExportAsync(home, kind), kind);
        (await other.DoAsync("log", "verify")).GetProperty("intact").GetBoolean().ShouldBeTrue();
        (await other.RunAsync("restore", backup, "--json")).ErrorCode.ShouldBe("municipality-exists");
        (await home.RunAsync("backup", backup, "--json")).ErrorCode.ShouldBe("target-exists");
        Directory.GetFileSystemEntries(home.Path, "*.part").ShouldBeEmpty();
    }

    [Fact]
    public async Task Damaged_backup_is_refused_and_leaves_nothing_behind()
    {
        await using var home = new CommandHome();
        await using var other = new CommandHome();
        await home.DoAsync("municipality", "add", City, "--preset", "sado");
        var backup = Path.Combine(home.Path, "backup");
        await home.DoAsync("backup", backup);
        var table = Path.Combine(backup, "tables", "audit.entries.copy");
        var bytes = await File.ReadAllBytesAsync(table, Ct);
        bytes[^40] ^= 1;
        await File.WriteAllBytesAsync(table, bytes, Ct);

        (await other.RunAsync("restore", backup, "--json")).ErrorCode.ShouldBe("backup-damaged");
        (await other.RunAsync("restore", Path.Combine(backup, "tables"), "--json")).Exit.ShouldBe(1);
        (await other.RunAsync("restore", Path.Combine(backup, "nowhere"), "--json")).Exit.ShouldBe(2);
        Directory.EnumerateFileSystemEntries(other.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Backup_holds_no_key_and_is_opened_only_with_the_keys_it_was_made_under()
    {
        await using var home = new CommandHome();
        await using var other = new CommandHome();
        await home.DoAsync("demo", "--no-serve", "--children", "60");
        var backup = Path.Combine(home.Path, "backup");
        await home.DoAsync("backup", backup);
        var keys = await SavedKeys.OfAsync(home);

        Directory.EnumerateFiles(backup, "*.key", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.EnumerateFiles(keys.Copy).ShouldNotContain(f => f.Contains("master", StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(keys.Copy))
            (await File.ReadAllTextAsync(file, Ct)).ShouldNotContain("PRIVATE KEY", Case.Sensitive, file);
        (await other.RunAsync("restore", backup, "--json")).ErrorCode.ShouldBe("keys-missing");
        (await other.RunAsync("restore", backup, "--keys", keys.Copy, "--json")).ErrorCode.ShouldBe("master-key-missing");
        (await other.RunAsync("restore", backup, "--keys", backup, "--json")).ErrorCode.ShouldBe("keys-copy-invalid");
        (await other.RunAsync("restore", backup, "--keys", keys.Copy, "--part", keys.Parts[0], "--part", keys.Parts[0], "--json")).ErrorCode.ShouldBe("same-part-twice");
        Directory.Exists(Path.Combine(other.Path, "keys", City)).ShouldBeFalse("what was put in place is taken back");

        await home.DoAsync("keys", "rotate", "--epochs");
        var later = await SavedKeys.OfAsync(home, "later");
        (await other.RunAsync(["restore", backup, .. later.Options, "--json"])).ErrorCode.ShouldBe("keys-destroyed");
        Directory.Exists(Path.Combine(other.Path, "policies")).ShouldBeFalse();
    }

    private static async Task<string> ExportAsync(CommandHome home, string kind)
    {
        var file = Path.Combine(home.Path, $"{kind}.csv");
        await home.DoAsync("export", kind, City, "--out", file);
        return await File.ReadAllTextAsync(file, Ct);
    }
}

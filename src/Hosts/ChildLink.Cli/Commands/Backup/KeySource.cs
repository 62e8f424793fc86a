using ChildLink.Cli.Commands.Keys;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Cli.Commands.Backup;

/// <summary>The keys for a restore: those that are in place, or a copy of them together with two parts of the escrow.</summary>
internal sealed class KeySource(Workbench bench, string? copy, IReadOnlyList<string> parts)
{
    private string? made;
    private string? recovered;

    /// <summary>Opens the key home that belongs to a backup.</summary>
    /// <param name="manifest">What the backup needs.</param>
    /// <param name="keys">Folder of the key home.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="CommandRefusedException">There are no keys, or not those of the backup.</exception>
    public async Task<KeyHome> OpenAsync(BackupManifest manifest, string keys, CancellationToken ct)
    {
        if (copy is not null)
            await ReturnAsync(copy, keys, ct);
        if (!File.Exists(Path.Combine(keys, "root.key")) && !File.Exists(Path.Combine(keys, "master.key")))
            throw new CommandRefusedException("keys-missing", $"{keys} holds no keys: name the copy made by 'childlink keys save' with --keys, and two parts of the escrow with --part.");
        if (parts.Count > 0)
        {
            RecoverCommand.Put(EscrowInput.Recover(bench, manifest.Municipality, parts), keys);
            recovered = Path.Combine(keys, "master.key");
        }

        var home = KeyHome.Open(keys);
        if (home.Id != manifest.KeyHome)
            throw new CommandRefusedException("keys-of-another-home", $"The backup is opened by the key home {manifest.KeyHome}; the keys are those of {home.Id}.");
        return manifest.Epochs.Where(e => !home.Epochs.Contains(e, StringComparer.Ordinal)).ToList() is { Count: > 0 } gone
            ? throw new CommandRefusedException("keys-destroyed", $"The keys of the epoch(s) {string.Join(", ", gone)} are gone: they were destroyed after this backup, to complete an erasure or by a rotation, or the copy of the keys is from before them. Take a newer backup.")
            : home;
    }

    /// <summary>Takes away what this put in place; keys that were there before stay.</summary>
    public void TakeBack()
    {
        if (recovered is not null)
            File.Delete(recovered);
        if (made is not null && Directory.Exists(made))
            Directory.Delete(made, recursive: true);
    }

    private async Task ReturnAsync(string from, string keys, CancellationToken ct)
    {
        if (Directory.Exists(keys) && Directory.EnumerateFileSystemEntries(keys).Any())
            throw new CommandRefusedException("keys-present", $"{keys} holds keys already; --keys is for an installation without them.");
        var source = new BackupTarget(from);
        try
        {
            var folder = await source.OpenAsync(ct);
            made = keys;
            KeyCopy.Return(folder, keys);
        }
        finally
        {
            source.Clear();
        }
    }
}

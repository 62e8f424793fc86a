using System.Security.Cryptography;

namespace ChildLink.Oversight.Checkpoints;

/// <summary>A file (mode 0600) that appears whole or not at all, and is never replaced.</summary>
internal static class ExclusiveFile
{
    /// <summary>The content of the file; made first where there is none. Of two makers at once one wins and both read its content.</summary>
    public static byte[] ReadOrCreate(string path, Func<byte[]> create)
    {
        if (!File.Exists(path))
        {
            PrivateFolder.Ensure(Path.GetDirectoryName(path)!);
            var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
            using (var file = new FileStream(draft, PrivateFolder.NewFile()))
            {
                file.Write(create());
                file.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft);
            }
        }

        return File.ReadAllBytes(path);
    }
}

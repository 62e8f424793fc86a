namespace ChildLink.Cli.Cluster;

/// <summary>Small files of the home folder: whole or absent, never half, readable by the owner only.</summary>
internal static class HomeFile
{
    /// <summary>Reads the file; when it is missing, writes the drawn content first.</summary>
    public static string ReadOrDraw(string path, Func<string> draw)
    {
        if (!File.Exists(path)) Write(path, draw());
        return File.ReadAllText(path).Trim();
    }

    /// <summary>Writes beside, flushes, renames.</summary>
    public static void Write(string path, string content)
    {
        var beside = path + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(beside, options))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(content + "\n"));
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }
}

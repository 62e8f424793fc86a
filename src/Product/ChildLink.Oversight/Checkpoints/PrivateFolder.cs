namespace ChildLink.Oversight.Checkpoints;

/// <summary>Folders and files that only their owner reads.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;

    public static void Ensure(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, FolderMode700);
    }

    public static FileStreamOptions NewFile() => With(FileMode.CreateNew);

    /// <summary>Opens for reading and writing, alone; fails while another process has the file.</summary>
    public static FileStreamOptions AppendAlone()
    {
        var options = With(FileMode.OpenOrCreate);
        options.Access = FileAccess.ReadWrite;
        options.Share = FileShare.None;
        return options;
    }

    private static FileStreamOptions With(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode600;
        return options;
    }
}

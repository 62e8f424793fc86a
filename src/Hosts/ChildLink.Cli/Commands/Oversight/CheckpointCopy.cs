using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Running;
using ChildLink.Oversight.Checkpoints;

namespace ChildLink.Cli.Commands.Oversight;

/// <summary>Checkpoints that were copied away from the installation, and whose they are.</summary>
internal sealed record CheckpointCopy(string Code, CheckpointFolder Folder)
{
    /// <summary>Finds them in a copy of <c>checkpoints</c>, or of the folder of one municipality in it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="CommandRefusedException">It holds none of that municipality, or of several and none is named.</exception>
    public static CheckpointCopy Find(string given, string? named)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(given));
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {folder}.");
        var own = Path.GetFileName(folder);
        if (MunicipalityPlace.IsCode(own) && (named is null || named == own))
            return new CheckpointCopy(own, new CheckpointFolder(Path.GetDirectoryName(folder)!));
        string[] held = [.. Directory.EnumerateDirectories(folder).Select(static f => Path.GetFileName(f)).Where(MunicipalityPlace.IsCode)];
        return (named is null ? held : held.Where(c => c == named).ToArray()) switch
        {
            [var code] => new CheckpointCopy(code, new CheckpointFolder(folder)),
            [] => throw CommandRefusedException.Usage($"{folder} holds no checkpoints{(named is null ? "" : $" of {named}")}: give a copy of the folder 'checkpoints' of the installation."),
            _ => throw CommandRefusedException.Usage("The copy holds several municipalities; name one with --municipality."),
        };
    }
}

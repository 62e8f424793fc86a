using System.Text;
using System.Text.RegularExpressions;
using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Lifecycle;

/// <summary>The policy folders of municipalities: those that were added here, and the presets that came with the program.</summary>
internal static partial class MunicipalityFolders
{
    private const string CityFile = "city.yaml";
    private const string Schemas = "schemas";

    /// <summary>Codes of the municipalities that were added to this installation, in order.</summary>
    public static IReadOnlyList<string> Added(ChildLinkOptions options) => !Directory.Exists(options.OwnMunicipalities)
        ? []
        : [.. Directory.EnumerateDirectories(options.OwnMunicipalities)
            .Select(static f => Path.GetFileName(f)).Where(MunicipalityPlace.IsCode).Order(StringComparer.Ordinal)];

    /// <summary>Presets by name, each with its folder.</summary>
    public static IReadOnlyDictionary<string, string> Presets(ChildLinkOptions options)
    {
        var folder = Path.Combine(options.Policies, "municipalities");
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
            return found;
        foreach (var city in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(city, CityFile);
            if (File.Exists(file) && PresetLine().Match(File.ReadAllText(file)) is { Success: true } line)
                found.TryAdd(line.Groups["name"].Value, city);
        }

        return found;
    }

    /// <summary>Copies a preset under a code of its own; the folder appears whole or not at all.</summary>
    /// <returns>The folder; null when the municipality exists already.</returns>
    public static string? Add(ChildLinkOptions options, string code, string preset)
    {
        var presets = Presets(options);
        if (!presets.TryGetValue(preset, out var source))
            throw CommandRefusedException.Usage($"There is no preset '{preset}'; there are: {string.Join(", ", presets.Keys)}.");
        var target = Path.Combine(options.OwnMunicipalities, code);
        if (Directory.Exists(target))
            return null;
        var draft = Path.Combine(options.OwnMunicipalities, $".{code}-{Guid.NewGuid():N}");
        Copy(source, draft);
        var city = Path.Combine(draft, CityFile);
        File.WriteAllText(city, CodeLine().Replace(File.ReadAllText(city), $"code: \"{code}\"", 1), new UTF8Encoding(false));
        Directory.Move(draft, target);
        RefreshSchemas(options);
        return target;
    }

    /// <summary>
    /// Brings the JSON Schemas, which the files of added municipalities name in their first line for editors, beside them, and up to
    /// date where this program's are others. Nothing is done where no municipality was added.
    /// </summary>
    public static void RefreshSchemas(ChildLinkOptions options)
    {
        var source = Path.Combine(options.Policies, Schemas);
        var target = Path.GetFullPath(Path.Combine(options.OwnMunicipalities, "..", Schemas));
        if (!Directory.Exists(options.OwnMunicipalities) || !Directory.Exists(source) || target == Path.GetFullPath(source))
            return;
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source, "*.schema.json"))
        {
            var copy = Path.Combine(target, Path.GetFileName(file));
            var text = File.ReadAllBytes(file);
            if (!File.Exists(copy) || !File.ReadAllBytes(copy).AsSpan().SequenceEqual(text))
                File.WriteAllBytes(copy, text);
        }
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(source))
            Copy(folder, Path.Combine(target, Path.GetFileName(folder)));
    }

    [GeneratedRegex("^code:.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"^preset:\s*(?<name>[a-z0-9-]+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PresetLine();
}

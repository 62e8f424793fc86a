using System.Text;

namespace ChildLink.Tests.Product.Erasure;

/// <summary>Looks for texts in the bytes of every file below some folders: as UTF-8, UTF-16, hexadecimal and base 64 at any alignment.</summary>
internal static class RawTraces
{
    /// <summary>Files that hold a text in any form, each with the text, relative to its folder.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> texts, params string[] folders) =>
        Of(texts.SelectMany(t => Forms(t).Select(f => (t, f))).ToList(), folders);

    /// <summary>Files that hold exactly these bytes.</summary>
    public static IReadOnlyList<string> Of(byte[] bytes, params string[] folders) => Of([("bytes", bytes)], folders);

    private static List<string> Of(List<(string Text, byte[] Form)> wanted, string[] folders)
    {
        var found = new List<string>();
        foreach (var folder in folders)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
            {
                if (Path.GetFileName(file).StartsWith(".s.PGSQL", StringComparison.Ordinal) || Read(file) is not { } content)
                    continue;
                found.AddRange(wanted.Where(w => content.AsSpan().IndexOf(w.Form) >= 0).Select(w => $"{Path.GetRelativePath(folder, file)}: {w.Text}").Distinct());
            }
        }

        return found;
    }

    /// <summary>Null for a file that went meanwhile.</summary>
    private static byte[]? Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static IEnumerable<byte[]> Forms(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return bytes;
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(bytes));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes));
        for (var offset = 0; offset < 3; offset++)
        {
            // The letters that no neighbour changes.
            var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes, .. new byte[3]]);
            var from = (offset * 8 + 5) / 6;
            var until = (offset + bytes.Length) * 8 / 6;
            yield return Encoding.ASCII.GetBytes(encoded[from..until]);
        }
    }
}

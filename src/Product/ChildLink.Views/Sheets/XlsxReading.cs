using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ChildLink.Views.Sheets;

/// <summary>
/// Reads the first worksheet of an XLSX file: texts, numbers as they stand, and which cells are formulas. Every part is unpacked
/// within a bound, whatever the archive says about its length; document types and entities are refused.
/// </summary>
internal static class XlsxReading
{
    private const int MostParts = 200;
    private const int MostBytes = 64 << 20;
    private const int MostColumns = 200;

    /// <summary>Most shared strings: each may be empty, and still takes room once it is read.</summary>
    private const int MostStrings = 200_000;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static (List<ReadRow>? Rows, SheetFault? Fault) Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostParts)
                return (null, TooLarge());
            var budget = MostBytes;
            var shared = Unpack(archive, "xl/sharedStrings.xml", ref budget) is { } strings ? SharedStrings(strings) : [];
            if (budget < 0 || shared is null)
                return (null, TooLarge());
            var first = archive.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal))
                .OrderBy(e => e.FullName.Length).ThenBy(e => e.FullName, StringComparer.Ordinal).FirstOrDefault();
            if (first is null || Unpack(archive, first.FullName, ref budget) is not { } sheet)
                return (null, budget < 0 ? TooLarge() : Unreadable());
            return budget < 0 ? (null, TooLarge()) : Rows(sheet, shared);
        }
        catch (InvalidDataException)
        {
            return (null, Unreadable());
        }
        catch (XmlException)
        {
            return (null, Unreadable());
        }
    }

    /// <summary>The bytes of a part, or null when it is not there; below zero the budget says that it was too large.</summary>
    private static MemoryStream? Unpack(ZipArchive archive, string name, ref int budget)
    {
        if (archive.GetEntry(name) is not { } entry)
            return null;
        using var packed = entry.Open();
        var unpacked = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = packed.Read(chunk)) > 0)
        {
            budget -= read;
            if (budget < 0)
                return null;
            unpacked.Write(chunk, 0, read);
        }

        unpacked.Position = 0;
        return unpacked;
    }

    private static XmlReader Open(Stream part) => XmlReader.Create(part, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostBytes,
        CloseInput = true,
    });

    /// <summary>The strings that cells refer to; null when they are too many.</summary>
    private static List<string>? SharedStrings(Stream part)
    {
        using var xml = Open(part);
        var strings = new List<string>();
        while (xml.ReadToFollowing("si", Main))
        {
            if (strings.Count == MostStrings)
                return null;
            using var item = xml.ReadSubtree();
            strings.Add(TextOf(item));
        }

        return strings;
    }

    /// <summary>All texts (<c>t</c>) below an element, without readings (<c>rPh</c>, ふりがな).</summary>
    private static string TextOf(XmlReader xml)
    {
        var text = new StringBuilder();
        xml.Read();
        while (!xml.EOF)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                xml.Skip();
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "t" })
                text.Append(xml.ReadElementContentAsString());
            else
                xml.Read();
        }

        return text.ToString();
    }

    private static (List<ReadRow>? Rows, SheetFault? Fault) Rows(Stream part, List<string> shared)
    {
        using var xml = Open(part);
        var rows = new List<ReadRow>();
        long number = 0;
        while (xml.ReadToFollowing("row", Main))
        {
            number = long.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > number ? given : number + 1;
            if (rows.Count > SheetTable.MostRows)
                return (null, SheetReading.TooManyRows());
            using var row = xml.ReadSubtree();
            if (Row(row, number, shared) is not { } read)
                return (null, Unreadable());
            rows.Add(read);
        }

        return (rows, null);
    }

    private static ReadRow? Row(XmlReader xml, long number, List<string> shared)
    {
        var cells = new List<string>();
        var formulas = new HashSet<int>();
        var column = -1;
        while (xml.ReadToFollowing("c", Main))
        {
            column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
            if (column is < 0 or >= MostColumns)
                return null;
            var type = xml.GetAttribute("t");
            using var cell = xml.ReadSubtree();
            var (text, isFormula) = Cell(cell, type, shared);
            while (cells.Count <= column)
                cells.Add("");
            // Somebody may have opened our CSV and saved it as a spreadsheet.
            cells[column] = SheetReading.Plain(text);
            if (isFormula)
                formulas.Add(column);
        }

        return new ReadRow(number, [.. cells], formulas);
    }

    private static (string Text, bool IsFormula) Cell(XmlReader xml, string? type, List<string> shared)
    {
        var (text, isFormula) = ("", false);
        xml.Read();
        xml.Read();
        while (!xml.EOF)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "f" })
            {
                isFormula = true;
                xml.Skip();
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" })
            {
                text = xml.ReadElementContentAsString();
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "is" })
            {
                using (var inline = xml.ReadSubtree())
                    text = TextOf(inline);
                xml.Read();
            }
            else
            {
                xml.Read();
            }
        }

        if (type == "s")
            text = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < shared.Count ? shared[place] : "";
        return (text, isFormula);
    }

    /// <summary>Place of a cell by its reference (<c>B12</c> is 1); null without one.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3))
            column = (column * 26) + (c - 'A' + 1);
        return column == 0 ? null : column - 1;
    }

    private static SheetFault TooLarge() => new(SheetFault.TooLarge, "The file is larger than a sheet can be when it is unpacked.");

    private static SheetFault Unreadable() => new(SheetFault.Unreadable, "The file is no XLSX file that can be read.");
}

using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ChildLink.Views.Sheets;

/// <summary>
/// Writes a table as XLSX: one sheet, every cell a text (a text is never run as a formula), drop-downs where a column has choices,
/// the row key in a hidden column, the heading frozen.
/// </summary>
internal static class XlsxWriting
{
    /// <summary>Rows for which drop-downs hold, whether or not they are filled: people sort and copy.</summary>
    private const int RowsWithChoices = SheetTable.MostRows + 1;

    public static byte[] Write(SheetTable table)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            WriteSheet(sheet, table);
            workbook.Workbook = new Workbook(new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = table.Title }));
            workbook.Workbook.Save();
        }

        return stream.ToArray();
    }

    private static void WriteSheet(WorksheetPart part, SheetTable table)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(table.Columns.Select((c, i) => new Column
        {
            Min = (uint)i + 1,
            Max = (uint)i + 1,
            Width = c.IsKey ? 4 : c.IsInput ? 24 : 14,
            CustomWidth = true,
            Hidden = c.IsKey,
        })));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, 1, [.. table.Columns.Select(c => c.Name)]);
        for (var i = 0; i < table.Rows.Count; i++)
            WriteRow(writer, i + 2, table.Rows[i]);
        writer.WriteEndElement();
        var validations = table.Columns.Select((c, i) => (Column: c, Index: i)).Where(c => c.Column.Choices is not null).Select(c => Validation(c.Column, c.Index)).ToList();
        if (validations.Count > 0)
            writer.WriteElement(new DataValidations(validations) { Count = (uint)validations.Count });
        writer.WriteEndElement();
    }

    private static DataValidation Validation(SheetColumn column, int index) => new(new Formula1($"\"{string.Join(',', column.Choices!)}\""))
    {
        Type = DataValidationValues.List,
        AllowBlank = true,
        ShowErrorMessage = true,
        SequenceOfReferences = new ListValue<StringValue>([new StringValue($"{NameOf(index)}2:{NameOf(index)}{RowsWithChoices}")]),
    };

    private static void WriteRow(OpenXmlWriter writer, int number, string[] cells)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length == 0)
                continue;
            writer.WriteElement(new Cell
            {
                CellReference = string.Create(CultureInfo.InvariantCulture, $"{NameOf(i)}{number}"),
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(Legible(cells[i])) { Space = SpaceProcessingModeValues.Preserve }),
            });
        }

        writer.WriteEndElement();
    }

    /// <summary>Letters of a column: A for 0, AA for 26.</summary>
    private static string NameOf(int index) => index < 26 ? $"{(char)('A' + index)}" : $"{NameOf((index / 26) - 1)}{(char)('A' + (index % 26))}";

    /// <summary>What no XML document can hold becomes U+FFFD.</summary>
    private static string Legible(string text)
    {
        if (text.All(c => !char.IsSurrogate(c) && XmlConvert.IsXmlChar(c)))
            return text;
        var legible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            legible.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return legible.ToString();
    }
}

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>一時保護児童票: one file of all years.</summary>
internal static class CustodySheet
{
    private static readonly Column[] Columns =
    [
        new("宛名番号", CellKind.Key), new("氏名", CellKind.PersonName), new("保護開始日", CellKind.Date), new("保護解除日", CellKind.Date), "理由",
    ];

    public static Sheet Of(InventedCity city) => new(
        $"{ConsultationSheets.Folder}一時保護児童票.csv",
        SheetStyle.Spreadsheet,
        Columns,
        slips => city.Custodies.Select(custody => new[]
        {
            custody.Child.Number, custody.Child.Name.Exact, slips.Date(custody.From), slips.Date(custody.Until), custody.Reason,
        }));
}

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>児童扶養手当, from the allowance system.</summary>
internal static class AllowanceSheet
{
    private static readonly Column[] Columns =
    [
        new("受給者宛名番号", CellKind.Fixed), new("対象児童宛名番号", CellKind.Key), "支給区分",
        new("認定日", CellKind.Date), new("資格喪失日", CellKind.Date),
    ];

    public static Sheet Of(InventedCity city) => new(
        "05_手当・医療費助成/児童扶養手当_支給情報.csv",
        SheetStyle.Tabbed,
        Columns,
        slips => city.Allowances.Select(allowance => new[]
        {
            allowance.Recipient.Number, allowance.Child.Number, allowance.Kind, slips.Date(allowance.From), slips.Date(allowance.Until),
        }));
}

namespace ChildLink.Cli.Synthesis.Welfare;

/// <summary>Words that staff of the consultation centre choose from or type; an entry twice is twice as frequent.</summary>
internal static class Wording
{
    public static readonly string[] Routes = ["学校", "学校", "保健センター", "児童相談所", "家族", "近隣知人", "保育園", "医療機関"];

    public static readonly string[] Agencies = ["子ども若者相談センター", "児童相談所", "学校", "保育園"];

    public static readonly string[] ConsultationNotes =
    [
        string.Empty,
        string.Empty,
        string.Empty,
        "父より来所相談。",
        "担任より電話あり。様子を見る。",
        "健診未受診のため連絡。",
        "関係者会議を開催\n次回は来月",
        "訪問するも不在\n手紙を投函",
    ];

    public static readonly string[] CaseRemarks =
    [
        string.Empty,
        string.Empty,
        string.Empty,
        "月1回訪問",
        "きょうだいと同時に受理",
        "月1回訪問\n保健師と情報共有",
    ];

    /// <summary>転帰.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Advised => "助言終了",
        Outcome.Registered => "要対協登録",
        Outcome.Continuing => "継続",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}

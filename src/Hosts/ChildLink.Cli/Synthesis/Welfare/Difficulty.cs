namespace ChildLink.Cli.Synthesis.Welfare;

/// <summary>困難の類型 with the official kind of consultation it is filed under.</summary>
internal sealed record Difficulty(string Name, string ConsultationKind)
{
    public static Difficulty Abuse { get; } = new("虐待", "児童虐待相談");

    public static Difficulty Developmental { get; } = new("発達障害", "障害相談(発達障害)");

    public static Difficulty NonAttendance { get; } = new("不登校", "育成相談(不登校)");

    public static Difficulty Poverty { get; } = new("貧困", "養護相談(その他)");

    public static Difficulty YoungCarer { get; } = new("ヤングケアラー", "養護相談(その他)");

    public static Difficulty PostpartumDepression { get; } = new("産後うつ", "保健相談");

    /// <summary>Whether brothers and sisters are usually filed with the child.</summary>
    public bool OfTheHousehold => ReferenceEquals(this, Abuse) || ReferenceEquals(this, Poverty);
}

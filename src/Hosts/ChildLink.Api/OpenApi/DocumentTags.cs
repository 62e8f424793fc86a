namespace ChildLink.Api.OpenApi;

/// <summary>A group of operations.</summary>
internal sealed record DocumentTag(string Name, string Description);

/// <summary>The groups, in the order in which they are shown.</summary>
internal static class DocumentTags
{
    public static readonly DocumentTag Me = new("me", "Who you are and which purposes you may declare. / 自分の権限");
    public static readonly DocumentTag Children = new("children", "Children of your scope: card, result, factors. / こども");
    public static readonly DocumentTag Screening = new("screening", "Screening runs and their candidates. / 判定");
    public static readonly DocumentTag Narrowing = new("narrowing", "People narrow down the candidates: rules, card, steps, sheets, inquiries. / 人による絞り込み");
    public static readonly DocumentTag Data = new("data", "Provisions, deliveries and their findings. / データ提供");
    public static readonly DocumentTag Shares = new("shares", "Decisions to open a result to an institution. / 活用主体への提供");
    public static readonly DocumentTag Cases = new("cases", "Cases, hand-overs and conferences. / 個別支援");
    public static readonly DocumentTag Assignments = new("assignments", "Who may act, under which role and purposes. / 権限付与");
    public static readonly DocumentTag Oversight = new("oversight", "The access log. / 閲覧記録");

    public static readonly DocumentTag Policy = new("policy", "The policy about itself: decisions, ends of bases, aid. / ポリシー");

    public static IReadOnlyList<DocumentTag> All { get; } = [Me, Children, Screening, Narrowing, Data, Shares, Cases, Assignments, Oversight, Policy];
}

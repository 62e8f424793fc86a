namespace ChildLink.Api.OpenApi;

/// <summary>What the properties of a child mean, in both languages.</summary>
internal static class ChildTerms
{
    private static readonly Dictionary<string, string> Terms = new(StringComparer.Ordinal)
    {
        ["id"] = "Identity of the child; the coarse form is a pseudonym that differs per purpose and context. / こどもの識別子",
        ["name"] = "Name. / 氏名",
        ["kana"] = "Name in kana. / 氏名カナ",
        ["birthDate"] = "Day of birth; the coarse form is the year. / 生年月日",
        ["sex"] = "Code of the resident register. / 性別",
        ["schoolAge"] = "Completed years at 1 April; the coarse form is a band such as `6-8`. / 学齢",
        ["school"] = "Name of the school. / 在籍校",
        ["schoolCode"] = "Code of the school. / 学校コード",
        ["grade"] = "Grade. / 学年",
        ["class"] = "Class. / 組",
        ["address"] = "Address; never that of a protected child. / 住所",
        ["householdSize"] = "Persons in the household. / 世帯の人数",
        ["run"] = "The run whose result this is. / 判定",
        ["rank"] = "Place among the children of the run, from 1. / 順位",
        ["points"] = "Risk points 0 to 100 with one digit; the coarse form is whole. / リスクポイント",
        ["matchedBasic"] = "Basic items that apply. / 該当項目数(基本)",
        ["matchedOther"] = "Other items that apply. / 該当項目数(その他)",
        ["selectedBy"] = "Why the child is a candidate, e.g. `basic>=4`; null when it is not. / 選定の理由",
        ["topFactors"] = "The factors that weigh most. / 主な要因",
        ["factors"] = "Every item of the plan: the ones that counted first. / 要因",
        ["relation"] = "Relation to the head of the household, as the resident register says it. / 続柄",
        ["from"] = "First day: that of the extract that first said so. / 開始日",
        ["until"] = "Day from which something else held; null while it holds. / 終了日",
        ["sameAsToday"] = "Whether it is the household of today. / 現在の世帯か",
        ["fiscalYear"] = "Fiscal year by the year of its April. / 年度",
        ["change"] = "`entered`: a candidate now and not before; `left`: the other way round. / 候補者になった・外れた",
        ["cause"] = "`new-in-population` or `left-population`: the child has no result in the other run; `model-changed`: another model judged; `points-rose`, `points-fell`; `order-changed`: others moved. / 変化の理由",
        ["rankBefore"] = "Place in the earlier run. / 前回の順位",
        ["pointsBefore"] = "Risk points of the earlier run; the coarse form is whole. / 前回のリスクポイント",
        ["changedItems"] = "Items whose cells differ between the runs; null without a result in both. / 変化した項目",
        ["reasons"] = "Categories of reasons. / 理由の区分",
    };

    /// <exception cref="InvalidOperationException">A property without a description: add one.</exception>
    public static string Of(string property) =>
        Terms.GetValueOrDefault(property) ?? throw new InvalidOperationException($"The property '{property}' needs a description in {nameof(ChildTerms)}.");
}

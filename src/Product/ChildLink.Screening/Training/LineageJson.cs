using ChildLink.Learning.Lineage;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Training;

/// <summary>What became of every item, and why.</summary>
internal static class LineageJson
{
    /// <summary>
    /// <c>{"registers":[…],"leaks":bool,"items":[{"item","finding","register","used"}],"ruledOut":[{"item","ja","en"}]}</c>.
    /// A finding is <c>clean</c>, <c>leaks</c> (register: which one of the label's it comes from) or <c>undeclared</c>.
    /// </summary>
    public static string Of(LearnedPlan plan) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("registers");
        foreach (var register in plan.Label.Registers.Select(r => r.Provision).Distinct(StringComparer.Ordinal))
            json.WriteStringValue(register);
        json.WriteEndArray();
        json.WriteBoolean("leaks", plan.Lineage.Leaking.Count > 0);
        json.WriteStartArray("items");
        foreach (var finding in plan.Lineage.Findings)
        {
            json.WriteStartObject();
            json.WriteString("item", finding.Item);
            json.WriteString("finding", Word(finding));
            json.WriteString("register", (finding as LineageFinding.Leaks)?.Register);
            json.WriteBoolean("used", plan.Lineage.Admits(finding.Item));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("ruledOut");
        foreach (var item in plan.Without)
        {
            json.WriteStartObject();
            json.WriteString("item", item.Item);
            json.WriteString("ja", item.Ja);
            json.WriteString("en", item.En);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Word(LineageFinding finding) => finding switch
    {
        LineageFinding.Clean => "clean",
        LineageFinding.Leaks => "leaks",
        _ => "undeclared",
    };
}

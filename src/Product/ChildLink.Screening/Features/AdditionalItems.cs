using ChildLink.Learning;

namespace ChildLink.Screening.Features;

/// <summary>Items beside the table that the same records give: household, days absent, history before the fiscal year, support given before.</summary>
internal static class AdditionalItems
{
    public static readonly ItemRule[] Rules =
    [
        new("A01", [Sources.ResidentRegister], [], static (_, c) => HouseholdItems.SingleParent(c)),
        new("A02", [Sources.ResidentRegister], [], static (_, c) => HouseholdItems.Grandparents(c)),
        new("A03", [Sources.ResidentRegister, Sources.WaterArrears], [], static (r, c) => r.Household.WaterArrears(c)),
        new("A04", [Sources.ResidentRegister, Sources.Attendance], [], static (r, c) => r.School.DaysAbsent(c)),
        new("A05", [Sources.ResidentRegister, Sources.Lateness], [], static (r, c) => r.School.TimesLate(c)),
        new("A06", [Sources.ResidentRegister, Sources.SocialWorkerPlacement], [Sources.SocialWorkerConsultation, Sources.SchoolAgeRegister, Sources.SchoolRoster], static (r, c) => r.School.FamilyConcern(c)),
        new("A07", [Sources.ResidentRegister], [], static (_, c) => HouseholdItems.Boy(c)),
        new("A08", [Sources.ResidentRegister, Sources.CouncilCaseRegister], [], static (r, c) => r.Cases.CouncilBefore(c)),
        new("A09", [Sources.ResidentRegister, Sources.TemporaryCustody], [], static (r, c) => r.Cases.CustodyBefore(c)),
        new("A10", [Sources.ResidentRegister, Sources.CouncilCaseRegister], [], static (r, c) => r.Cases.OpenCase(c)),
        new("A11", [Sources.ResidentRegister, Sources.SupportMeasures], [], static (r, c) => r.Cases.Supported(c, "家庭訪問・見守り")),
        new("A12", [Sources.ResidentRegister, Sources.SupportMeasures], [], static (r, c) => r.Cases.Supported(c, "学習・生活支援事業")),
        new("A13", [Sources.ResidentRegister, Sources.SupportMeasures], [], static (r, c) => r.Cases.Supported(c, "ショートステイ・育児ヘルパー")),
        new("A14", [Sources.ResidentRegister, Sources.SupportMeasures], [], static (r, c) => r.Cases.Supported(c, "SSW・SC相談")),
        new("A15", [Sources.ResidentRegister, Sources.SupportMeasures], [], static (r, c) => r.Cases.Supported(c, "ペアレント・プログラム")),
        new("A16", [Sources.ResidentRegister, Sources.SupportMeasures], [], static (r, c) => r.Cases.Supported(c, "フードバンク・こども食堂")),
    ];
}

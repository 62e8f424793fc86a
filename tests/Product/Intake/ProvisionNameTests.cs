using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Names that event ids and sealed values are bound to.</summary>
public sealed class ProvisionNameTests
{
    [Theory]
    [InlineData("id: school-roster", "id: 児童生徒名簿")]
    [InlineData("id: school-roster", "id: School-roster")]
    [InlineData("id: school-roster", "id: school roster")]
    [InlineData("id: school-roster", "id: \"\"")]
    [InlineData("item: roster.name", "item: 氏名")]
    [InlineData("item: roster.name", "item: \"\"")]
    [InlineData("item: roster.name", "item: \"roster.name\\u001f\"")]
    public void A_name_of_other_characters_does_not_compile(string sound, string broken)
    {
        using var policy = new MunicipalityCopy().Replace("provisions/school-roster.yaml", sound, broken);

        Should.Throw<PolicyException>(() => policy.City).Message.ShouldContain("a-z");
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_name_has_at_most_a_hundred_characters(int length, bool compiles)
    {
        using var policy = new MunicipalityCopy().Replace("provisions/school-roster.yaml", "roster.name", new string('a', length));

        var load = () => policy.City;

        if (compiles)
            load().ShouldNotBeNull();
        else
            Should.Throw<PolicyException>(load);
    }
}

using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Provisions;

public sealed class HeldFromTests
{
    [Fact]
    public void A_provision_says_from_when_its_holder_keeps_records()
    {
        using var policy = new MunicipalityCopy();

        var provisions = policy.City.Provisions.ToDictionary(p => p.Id, p => p.HeldFrom);

        (provisions["epds"], provisions["bonding"], provisions["vaccination"]).ShouldBe((new DateOnly(2019, 4, 1), new DateOnly(2018, 4, 1), null));
    }

    [Theory]
    [InlineData("2019-04")]
    [InlineData("2019-02-30")]
    [InlineData("R1.4.1")]
    public void What_is_no_day_is_refused_by_name(string text)
    {
        using var policy = new MunicipalityCopy().Replace("provisions/epds.yaml", "heldFrom: 2019-04-01", $"heldFrom: \"{text}\"");

        var problem = Should.Throw<PolicyException>(() => policy.City).Problems.Single();

        problem.ToString().ShouldContain("heldFrom");
    }
}

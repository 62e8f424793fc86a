using ChildLink.Screening.Training;

namespace ChildLink.Tests.Product.Screening;

public sealed class SmallCountTests
{
    [Theory]
    [InlineData("9,7,5", "")]
    [InlineData("9,4,7", "4,7")]
    [InlineData("9,0,7,5", "0,5")]
    [InlineData("9,4,4", "4,4")]
    [InlineData("9,1,0,6", "0,1,6")]
    [InlineData("30,2", "2,30")]
    [InlineData("3", "3")]
    [InlineData("", "")]
    public void What_the_total_would_tell_is_kept_back_with_what_is_too_few(string counts, string kept)
    {
        var all = counts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();

        var back = SmallCounts.KeptBack(all);

        string.Join(',', all.Where((_, i) => back[i]).Order()).ShouldBe(kept);
    }
}

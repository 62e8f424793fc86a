using System.Text;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Intake;

public sealed class CodePage932Tests
{
    private const string Header = "学年,組,番号,氏名,ふりがな,性別,生年月日,備考\r\n";

    [Theory]
    [InlineData("EEE0", true)] // 髙 as NEC's double of an IBM character
    [InlineData("FBFC", true)] // 髙 as IBM placed it
    [InlineData("ED95", true)] // 﨑
    [InlineData("81AC", true)] // 〓
    [InlineData("81AD", false)] // no character
    [InlineData("9922", false)] // a first byte whose second is lost: the quotation mark survives
    [InlineData("FF", false)]
    public async Task Characters_outside_the_standard_are_read_and_broken_ones_held_back(string bytes, bool taken)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var city = await TestCity.CreateAsync(ct);
        var folder = Directory.CreateTempSubdirectory("childlink-intake-");
        try
        {
            var path = Path.Combine(folder.FullName, "meibo_1001_2024.csv");
            await File.WriteAllBytesAsync(path, Roster(Convert.FromHexString(bytes)), ct);

            var outcome = (await city.ImportAsync(ct, path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();

            (outcome.Counts.Accepted, outcome.Counts.Quarantined).ShouldBe(taken ? (2, 0) : (1, 1));
            outcome.Rules.ContainsKey(FindingRules.EncodingError).ShouldBe(!taken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Roster(byte[] character)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var cp932 = Encoding.GetEncoding(932);
        byte[] damaged = character is [.., (byte)'"'] ? character : [.. character, (byte)'"'];
        return
        [
            .. cp932.GetBytes(Header), .. cp932.GetBytes("1,1,1,\""), .. damaged, .. cp932.GetBytes(",よみ,女,2017-05-01,\r\n"),
            .. cp932.GetBytes("1,1,2,\"山田　花\",やまだ　はな,女,2017-05-02,\r\n"),
        ];
    }
}

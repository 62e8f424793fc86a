using System.Text;
using System.Text.RegularExpressions;
using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Database;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Whatever bytes a file of whatever provision holds: it is taken or refused, and every record is counted.</summary>
public sealed partial class AnyBytesTests
{
    private static readonly string[] Cells =
    [
        "", "0000000001", "1", "R06.04.01", "2017-05-01", "男", "ｶﾅ", "１２", "1001", "123456789018", "\0", "\uFFFE", "\uFFFF", "\uFFFD", "\uFDD0",
        "\uD800", "\uDC00", "a\uD83D", "\U0001F600", "\U0001FFFE", "\"", "\"\"", "\"a\r\nb\"", "\n", "\r", "\t", ",", "\u2028", "か\u3099", "\u0085", "合計", "-", "e",
    ];

    private static readonly Encoding[] Encodings = [new UTF8Encoding(true), new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), DeliveryFolder.Cp932];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_bytes_are_taken_or_refused_and_never_fail()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var names = FileNames(city.City);
        names.Count.ShouldBe(city.City.Provisions.Count);

        Prop.ForAll(Contents(city.City.Provisions).ToArbitrary(), contents => AllJudged(city, names, contents))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10));

        (await city.Database.AskAsync<long>("select count(*) from read.deliveries", Ct)).ShouldBeGreaterThan(0, "some of it can be read");
    }

    private static async Task<bool> AllJudged(TestCity city, IReadOnlyList<string> names, byte[][] contents)
    {
        using var folder = new DeliveryFolder();
        for (var i = 0; i < names.Count; i++)
            folder.WriteBytes(names[i], contents[i]);
        city.Time.Now += TimeSpan.FromMinutes(1);
        var outcomes = await city.ImportAsync(Ct, folder.Path);
        return outcomes.Count == names.Count && outcomes.OfType<DeliveryOutcome.Taken>().Select(t => t.Counts)
            .All(c => c.Accepted + c.Corrected + c.Quarantined + c.Ignored == c.Records);
    }

    /// <summary>One content for each provision: bytes by themselves, or a header with rows of odd cells and bytes in between.</summary>
    private static Gen<byte[][]> Contents(IReadOnlyList<Provision> provisions) =>
        Gen.CollectToArray(provisions, p => Gen.Frequency((1, Noise(200)), (4, Table(p))));

    private static Gen<byte[]> Table(Provision provision) =>
        from encoding in Gen.Elements(Encodings)
        from rows in Gen.Elements(Cells).ArrayOf(provision.Columns.Count).ArrayOf(4)
        from noise in Noise(6)
        from at in Gen.Choose(0, 400)
        let header = string.Join(',', provision.Columns.Select(c => c.Name))
        let head = (byte[])[.. encoding.Preamble, .. encoding.GetBytes(header + "\r\n")]
        let body = encoding.GetBytes(string.Join("\r\n", rows.Select(r => string.Join(',', r))))
        let cut = Math.Min(at, body.Length)
        select (byte[])[.. head, .. body.AsSpan(0, cut), .. noise, .. body.AsSpan(cut)];

    private static Gen<byte[]> Noise(int longest) =>
        from length in Gen.Choose(0, longest)
        from bytes in Gen.Choose(0, 255).ArrayOf(length)
        select bytes.Select(b => (byte)b).ToArray();

    /// <summary>A name that each provision claims, in order of the city's provisions.</summary>
    private static List<string> FileNames(City city) => [.. Directory.EnumerateFiles(Path.Combine(city.Folder, "provisions"), "*.yaml")
        .Select(f => FileLine().Match(File.ReadAllText(f, Encoding.UTF8)).Groups["pattern"].Value
            .Replace("{date}", "20250110", StringComparison.Ordinal).Replace("{year}", "R06", StringComparison.Ordinal)
            .Replace("{fy}", "2024", StringComparison.Ordinal).Replace("{month}", "202406", StringComparison.Ordinal)
            .Replace("{school}", "1001", StringComparison.Ordinal).Replace("{label}", "R06", StringComparison.Ordinal))
        .OrderBy(n => city.Provisions.ToList().FindIndex(p => p.File.Match(n) is not null))];

    [GeneratedRegex("^file: \"(?<pattern>.+)\"", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FileLine();
}

using System.Diagnostics;
using System.Text;
using ChildLink.GraphQL.Language;

namespace ChildLink.Tests.GraphQL.Language;

public sealed class HostileTextTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static TheoryData<string, string> Bombs { get; } = new()
    {
        { "selections", string.Concat(Enumerable.Repeat("{a", 100_000)) },
        { "lists", "{a(b:" + new string('[', 100_000) },
        { "objects", "{a(b:" + string.Concat(Enumerable.Repeat("{c:", 100_000)) },
        { "types", "query($a:" + new string('[', 100_000) },
        { "inline fragments", string.Concat(Enumerable.Repeat("{...", 100_000)) },
        { "closed", "{a(b:" + new string('[', 100_000) + new string(']', 100_000) + ")}" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Depth_bombs_are_refused_where_they_go_too_deep(string kind, string text)
    {
        kind.ShouldNotBeEmpty();
        var error = Refused(text);
        error.ShouldContain("more than 200 deep");
    }

    [Fact]
    public void Depth_within_the_limit_is_read() =>
        GraphQLParser.Parse(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{a", 200)) + new string('}', 200))).Error.ShouldBeNull();

    [Fact]
    public async Task The_deepest_limit_fits_the_stack_of_a_pool_thread()
    {
        var text = Encoding.UTF8.GetBytes("{a(b:" + new string('[', 999) + new string(']', 999) + ")}");
        var read = await Task.Run(() => GraphQLParser.Parse(text, new ParseLimits(MaxDepth: 1000)), TestContext.Current.CancellationToken);
        read.Error.ShouldBeNull();
    }

    [Fact]
    public void Too_many_tokens_are_refused_at_the_first_too_many()
    {
        var result = GraphQLParser.Parse("{ a b c }"u8.ToArray(), new ParseLimits(MaxTokens: 3));
        result.Error!.Message.ShouldContain("more than 3 tokens");
        result.Error.Locations.ShouldBe([new SourceLocation(1, 7)]);
        GraphQLParser.Parse("{ a b c }"u8.ToArray(), new ParseLimits(MaxTokens: 5)).Error.ShouldBeNull();
    }

    [Fact]
    public void Too_many_bytes_are_refused_unread() =>
        GraphQLParser.Parse("{ a ? }"u8.ToArray(), new ParseLimits(MaxBytes: 6)).Error!.Message.ShouldContain("more than 6 bytes");

    [Fact]
    public void Huge_numbers_strings_names_and_comments_are_read_in_time_and_told_briefly()
    {
        var clock = Stopwatch.StartNew();
        var million = new string('9', 1_000_000);
        GraphQLParser.Parse(Encoding.UTF8.GetBytes($"{{ a(b: {million}, c: \"{million}\", d: \"\"\"{million}\"\"\") }} #{million}"), ParseLimits.TypeSystem).Error.ShouldBeNull();
        Refused("{ a(b: $" + new string('n', 1_000_000) + " $").Length.ShouldBeLessThan(300);
        Refused(new string('n', 1_000_000)).Length.ShouldBeLessThan(300);
        Refused("\"" + million).ShouldContain("Unterminated");
        Refused("\"\"\"" + string.Concat(Enumerable.Repeat("\\\"\"\"", 500_000))).ShouldContain("Unterminated");
        Refused(string.Concat(Enumerable.Repeat("\"a\" ", 20_000))).ShouldNotBeEmpty();
        Refused(new string('\n', 3_000_000) + "?").ShouldContain("character");
        clock.Elapsed.ShouldBeLessThan(4 * Patience);
    }

    [Fact]
    public void A_bomb_costs_little_memory()
    {
        var text = Encoding.UTF8.GetBytes("{a(b:" + new string('[', 1_000_000));
        GraphQLParser.Parse(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        GraphQLParser.Parse(text).Error.ShouldNotBeNull();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000);
    }

    private static string Refused(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var clock = Stopwatch.StartNew();
        var error = GraphQLParser.Parse(bytes).Error.ShouldNotBeNull();
        clock.Elapsed.ShouldBeLessThan(Patience);
        return error.Message;
    }
}

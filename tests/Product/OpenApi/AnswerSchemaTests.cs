using System.Text.Json.Nodes;

namespace ChildLink.Tests.Product.OpenApi;

public sealed class AnswerSchemaTests
{
    private const string Ended = """{"id":"00000000-0000-0000-0000-000000000001","ended":true}""";

    [Theory]
    [InlineData(Ended, 0)]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000001"}""", 1)]
    [InlineData("""{"id":"1","ended":true}""", 1)]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000001","ended":"yes","why":null}""", 2)]
    [InlineData("[]", 1)]
    public async Task The_check_finds_what_is_missing_undescribed_or_of_another_form(string answer, int faults) =>
        (await FaultsAsync(200, answer)).Count.ShouldBe(faults);

    [Fact]
    public async Task A_status_that_is_not_described_is_a_fault() => (await FaultsAsync(202, Ended)).ShouldHaveSingleItem();

    [Fact]
    public async Task A_code_that_the_operation_does_not_name_is_a_fault() =>
        (await FaultsAsync(404, """{"type":"about:blank","title":"","status":404,"code":"already-shared"}""")).ShouldHaveSingleItem();

    private static async Task<IReadOnlyList<string>> FaultsAsync(int status, string answer) =>
        new AnswerSchema(JsonNode.Parse(await DocumentHost.TextAsync(TestContext.Current.CancellationToken))!)
            .Faults("/v1/assignments/{id}/end", "post", status, JsonNode.Parse(answer));
}

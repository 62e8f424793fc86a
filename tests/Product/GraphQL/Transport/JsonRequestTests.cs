using System.Text;
using ChildLink.Api.GraphQL.Transport.Requests;

namespace ChildLink.Tests.Product.GraphQL.Transport;

public sealed class JsonRequestTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"{me{role}}\"")]
    [InlineData("[{\"query\":\"{a}\"}]")]
    [InlineData("[]")]
    [InlineData("{\"query\":\"{a}\",\"query\":\"{b}\"}")]
    [InlineData("{\"query\":\"{a}\",\"qu\\u0065ry\":\"{b}\"}")]
    [InlineData("{\"query\":\"{a}\",\"variables\":{\"a\":1,\"a\":2}}")]
    [InlineData("{\"query\":\"{a}\"} {}")]
    [InlineData("{\"query\":\"\\ud800\"}")]
    [InlineData("{\"query\":\"\\udc00\\ud800\"}")]
    [InlineData("{\"query\":\"{a}\",\"variables\":{\"a\":\"\\ud83d\\ud83d\\ude00\"}}")]
    [InlineData("{\"query\":\"{a}\",\"variables\":{\"\\ud800\":1,\"\\ud800\":2}}")]
    [InlineData("{\"query\":\"{a}\",}")]
    [InlineData("{\"query\":\"{a}\",\"variables\":{\"a\":NaN}}")]
    public void What_is_no_JSON_object_is_a_fault_of_the_body(string body) => FieldOf(body).ShouldBe("body");

    [Theory]
    [InlineData("{}", "query")]
    [InlineData("{\"qeury\":\"{a}\"}", "query")]
    [InlineData("{\"query\":null}", "query")]
    [InlineData("{\"query\":1}", "query")]
    [InlineData("{\"query\":[\"{a}\"]}", "query")]
    [InlineData("{\"query\":{},\"documentId\":\"x\"}", "query")]
    [InlineData("{\"query\":\"{a}\",\"operationName\":1}", "operationName")]
    [InlineData("{\"query\":\"{a}\",\"variables\":[]}", "variables")]
    [InlineData("{\"query\":\"{a}\",\"variables\":\"{}\"}", "variables")]
    [InlineData("{\"query\":\"{a}\",\"extensions\":true}", "extensions")]
    [InlineData("{\"documentId\":1}", "documentId")]
    [InlineData("{\"documentId\":null}", "documentId")]
    [InlineData("{\"query\":\"{a}\",\"documentId\":\"x\"}", "documentId")]
    public void A_member_of_the_wrong_kind_is_named(string body, string field) => FieldOf(body).ShouldBe(field);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_a_fault_of_the_body()
    {
        foreach (byte[] bytes in (byte[][])[[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE3, 0x81]])
            JsonRequest.Read((byte[])[.. "{\"query\":\"{a(b:\\\""u8, .. bytes, .. "\\\")}\"}"u8]).Fault!.Field.ShouldBe("body");
    }

    [Fact]
    public void Deep_variables_are_a_fault_and_no_overflow()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        FieldOf($"{{\"query\":\"{{a}}\",\"variables\":{{\"a\":{deep}}}}}").ShouldBe("body");
    }

    [Fact]
    public void Escapes_are_undone_and_unknown_members_ignored()
    {
        using var request = Read("{\"query\":\"{\\n\\u3042 \\\"\\ud83d\\ude00\\\" é}\",\"operationName\":\"Q\",\"variables\":{\"n\":1},\"extensions\":{},\"later\":[1]}");
        Encoding.UTF8.GetString(request.Document.Span).ShouldBe("{\nあ \"😀\" é}");
        request.OperationName.ShouldBe("Q");
        request.Variables.GetProperty("n").GetInt32().ShouldBe(1);
        request.DocumentId.ShouldBeNull();
    }

    [Theory]
    [InlineData("{\"query\":\"{a}\",\"operationName\":null,\"variables\":null,\"extensions\":null,\"documentId\":null}")]
    [InlineData("{\"query\":\"{a}\",\"operationName\":\"\"}")]
    [InlineData(" \r\n{\"query\":\"{a}\"}\t")]
    public void Null_and_an_empty_name_are_as_good_as_absent(string body)
    {
        using var request = Read(body);
        request.OperationName.ShouldBeNull();
        request.Variables.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Undefined);
        Encoding.UTF8.GetString(request.Document.Span).ShouldBe("{a}");
    }

    [Theory]
    [InlineData("{\"documentId\":\"sha256:x\"}")]
    [InlineData("{\"id\":\"sha256:x\",\"variables\":{}}")]
    public void A_trusted_document_is_named_by_its_id(string body)
    {
        using var request = Read(body);
        request.DocumentId.ShouldBe("sha256:x");
        request.Document.IsEmpty.ShouldBeTrue();
    }

    private static string? FieldOf(string body)
    {
        var (request, fault) = JsonRequest.Read(Encoding.UTF8.GetBytes(body));
        request.ShouldBeNull();
        fault!.Problem.Status.ShouldBe(400);
        return fault.Field;
    }

    private static GraphQLRequest Read(string body) => JsonRequest.Read(Encoding.UTF8.GetBytes(body)).Request.ShouldNotBeNull();
}

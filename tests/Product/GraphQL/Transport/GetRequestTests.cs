using ChildLink.Api.GraphQL.Transport.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ChildLink.Tests.Product.GraphQL.Transport;

public sealed class GetRequestTests
{
    [Theory]
    [InlineData("", "query")]
    [InlineData("query=", "query")]
    [InlineData("query={a}&query={b}", "query")]
    [InlineData("query={a}&variables=[]", "variables")]
    [InlineData("query={a}&variables=1", "variables")]
    [InlineData("query={a}&variables={", "variables")]
    [InlineData("query={a}&variables={\"a\":1,\"a\":2}", "variables")]
    [InlineData("query={a}&variables={\"a\":\"\\ud800\"}", "variables")]
    [InlineData("query={a}&extensions=x", "extensions")]
    [InlineData("query={a}&documentId=x", "documentId")]
    public void A_parameter_that_is_wrong_is_named(string query, string field)
    {
        var (request, fault) = Read(query);
        request.ShouldBeNull();
        fault!.Field.ShouldBe(field);
    }

    [Fact]
    public void Parameters_are_read_as_the_members_of_a_body_are()
    {
        using var request = Read("query=query%20null{a}&operationName=null&variables={\"n\":1}&extensions={}&other=1").Request.ShouldNotBeNull();
        // GraphQL over HTTP: in an address this is the operation of that name.
        request.OperationName.ShouldBe("null");
        request.Variables.GetProperty("n").GetInt32().ShouldBe(1);
        request.Document.Length.ShouldBe("query null{a}".Length);
    }

    private static (GraphQLRequest? Request, RequestFault? Fault) Read(string query) => GetRequest.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));
}

using ChildLink.Api.GraphQL.Transport.Requests;

namespace ChildLink.Tests.Product.GraphQL.Transport;

public sealed class AcceptedFormsTests
{
    [Theory]
    [InlineData(null, AnswerForm.Json)]
    [InlineData("", AnswerForm.Json)]
    [InlineData("*/*", AnswerForm.Json)]
    [InlineData("application/*", AnswerForm.Json)]
    [InlineData("application/json", AnswerForm.Json)]
    [InlineData("APPLICATION/JSON; charset=UTF-8", AnswerForm.Json)]
    [InlineData("application/graphql-response+json", AnswerForm.GraphQLResponse)]
    [InlineData("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", AnswerForm.GraphQLResponse)]
    [InlineData("application/json, application/graphql-response+json", AnswerForm.GraphQLResponse)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", AnswerForm.GraphQLResponse)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", AnswerForm.Json)]
    [InlineData("application/graphql-response+json;q=0, */*", AnswerForm.Json)]
    [InlineData("application/json;q=0, */*", AnswerForm.GraphQLResponse)]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", AnswerForm.Json)]
    [InlineData("application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed", AnswerForm.GraphQLResponse)]
    [InlineData("text/event-stream", AnswerForm.EventStream)]
    [InlineData("text/html", null)]
    [InlineData("application/json; charset=shift_jis", null)]
    [InlineData("application/json;q=0", null)]
    [InlineData("nonsense", null)]
    public void The_form_of_a_single_answer_is_what_the_client_likes_best(string? accept, AnswerForm? expected) =>
        AcceptedForms.Of(accept is null ? [] : [accept]).For(isSubscription: false).ShouldBe(expected);

    [Theory]
    [InlineData("text/event-stream", AnswerForm.EventStream)]
    [InlineData("application/json, text/event-stream;q=0.1", AnswerForm.EventStream)]
    [InlineData("application/json, text/event-stream;q=0", AnswerForm.Json)]
    [InlineData("*/*", AnswerForm.Json)]
    public void A_subscription_is_streamed_to_who_names_event_streams(string accept, AnswerForm expected) =>
        AcceptedForms.Of([accept]).For(isSubscription: true).ShouldBe(expected);
}

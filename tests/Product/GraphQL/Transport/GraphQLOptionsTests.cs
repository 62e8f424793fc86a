using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Transport;

namespace ChildLink.Tests.Product.GraphQL.Transport;

public sealed class GraphQLOptionsTests
{
    [Theory]
    [InlineData(GraphQLOptions.BodyVariable, "0")]
    [InlineData(GraphQLOptions.BodyVariable, "1e6")]
    [InlineData(GraphQLOptions.TokensVariable, "-1")]
    [InlineData(GraphQLOptions.DepthVariable, "101")]
    [InlineData(GraphQLOptions.CostVariable, "99999999999")]
    [InlineData(GraphQLOptions.SecondsVariable, "0")]
    [InlineData(GraphQLOptions.TrustedOnlyVariable, "yes")]
    public void A_variable_that_cannot_be_meant_is_named(string name, string value) =>
        Should.Throw<OptionInvalidException>(() => GraphQLOptions.From(n => n == name ? value : null)).Message.ShouldStartWith(name);

    [Fact]
    public void Trusted_documents_only_needs_a_folder() =>
        Should.Throw<OptionInvalidException>(() => GraphQLOptions.From(n => n == GraphQLOptions.TrustedOnlyVariable ? "true" : null))
            .Message.ShouldStartWith(GraphQLOptions.TrustedFolderVariable);

    [Fact]
    public void Nothing_said_gives_the_defaults() => GraphQLOptions.From(_ => null).ShouldBe(new GraphQLOptions());

    [Fact]
    public void What_is_said_counts()
    {
        var options = GraphQLOptions.From(n => n switch
        {
            GraphQLOptions.CostVariable => "7",
            GraphQLOptions.SecondsVariable => " 2 ",
            GraphQLOptions.TrustedFolderVariable => "docs",
            GraphQLOptions.TrustedOnlyVariable => "true",
            _ => null,
        });
        options.Cost.ShouldBe(7);
        options.LongestTime.ShouldBe(TimeSpan.FromSeconds(2));
        options.TrustedOnly.ShouldBeTrue();
        Path.IsPathFullyQualified(options.TrustedDocuments!).ShouldBeTrue();
    }
}

using ChildLink.Api.Rest;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Operations of the graph that REST does not have, with the purposes under which they exist.</summary>
internal static class GraphOperations
{
    public static readonly Operation SubmitRecords = new("MUTATION", "submitRecords", "record-keeping");
    public static readonly Operation StartScreeningRun = new("MUTATION", "startScreeningRun", "steering");
    public static readonly Operation Job = new("QUERY", "job", "steering", "screening");
    public static readonly Operation JobProgress = new("SUBSCRIPTION", "jobProgress", "steering", "screening");
    public static readonly Operation NewShares = new("SUBSCRIPTION", "newShares", "child-support");
    public static readonly Operation ReviewItems = new("SUBSCRIPTION", "reviewItems", "steering", "record-keeping", "case-work", "child-support");
}

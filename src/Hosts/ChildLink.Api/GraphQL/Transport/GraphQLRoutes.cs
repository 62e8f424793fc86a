using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Transport.Http;
using ChildLink.Api.GraphQL.Transport.Running;
using ChildLink.Api.GraphQL.Transport.Sockets;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;

namespace ChildLink.Api.GraphQL.Transport;

/// <summary>Maps the GraphQL door: requests, event streams, sockets and the text of the schema at one path.</summary>
internal static class GraphQLRoutes
{
    /// <summary>The path.</summary>
    public const string Path = "/graphql";

    /// <summary>Maps the door.</summary>
    public static void MapGraphQL(
        this IEndpointRouteBuilder routes, Answering answering, Municipality municipality, TokenJudge judge, ServedSchema served, GraphQLOptions options)
    {
        var faults = routes.ServiceProvider.GetRequiredService<FaultReport>();
        var stopping = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var documents = new DocumentDoor(served, options);
        var door = new OperationDoor(municipality, served, options);
        var subscriptions = new SubscriptionRun(door, new SubscriptionQuota(options.SubscriptionsPerPerson), faults, municipality.Time, stopping);
        var requests = new GraphQLEndpoint(answering, documents, door, subscriptions, options, municipality.Time);
        var sockets = new SocketDoor(judge, documents, door, subscriptions, options, faults, municipality.Time, stopping);
        var sdl = new SdlEndpoint(served.Sdl);
        // Who runs registered documents only tells nobody what else could be asked.
        // Anonymous for the text and for sockets, whose token comes in their first message; a request asks for its token itself.
        routes.Map(Path, new RequestDelegate(http =>
            !options.TrustedOnly && SdlEndpoint.IsAsked(http.Request) ? sdl.AnswerAsync(http) : http.WebSockets.IsWebSocketRequest ? sockets.AnswerAsync(http) : requests.AnswerAsync(http)));
    }
}

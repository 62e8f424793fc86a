using System.Net;
using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL;
using ChildLink.Api.GraphQL.Page;
using ChildLink.Api.GraphQL.Transport;
using ChildLink.Api.OpenApi;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.GraphQL.Execution;
using ChildLink.Oversight.Review;
using ChildLink.Records.Intake;
using ChildLink.Views.Children;
using ChildLink.Views.Deliveries;
using ChildLink.Views.Screening;

namespace ChildLink.Api;

/// <summary>The HTTP server of one municipality.</summary>
public static class ApiServer
{
    private const int LargestBody = 64 * 1024;
    private const int LargestHeaders = 32 * 1024;

    /// <summary>Builds the server; the caller starts and stops it. The municipality stays the caller's.</summary>
    /// <param name="municipality">What is served.</param>
    /// <param name="judge">Whose tokens are believed.</param>
    /// <param name="listen">The only address to listen on.</param>
    /// <param name="graphQL">Limits of the GraphQL door; null for the defaults.</param>
    /// <param name="served">What the GraphQL door serves; null for the product's own schema.</param>
    public static WebApplication Build(
        Municipality municipality, TokenJudge judge, IPEndPoint listen, GraphQLOptions? graphQL = null, ServedSchema? served = null)
    {
        ArgumentNullException.ThrowIfNull(municipality);
        ArgumentNullException.ThrowIfNull(judge);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(ApiServer).Assembly.GetName().Name });
        // No file and no variable of the environment may add an address: whose tokens are believed was judged by this one.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // Why the server does not start is said by the command that starts it, in one line.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            // Kestrel itself tells of a request that failed; this category would make every request an activity and a scope of the log.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(listen);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
        });
        builder.Services.AddBearerAuthentication(judge);
        builder.Services.AddSingleton<FaultReport>();
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.AddProblemDetails();
        builder.Services.AddRestDocument();
        builder.Services.AddSingleton(services => ProductSchema.Of(municipality, services.GetRequiredService<FaultReport>().TellOfWork));

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseSwaggerPage(municipality.Place);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        var answering = new Answering(municipality);
        Map(app, answering, municipality);
        graphQL ??= new GraphQLOptions();
        served ??= Serve(municipality, app.Services.GetRequiredService<ProductSchema>());
        app.MapGraphQL(answering, municipality, judge, served, graphQL);
        app.MapGraphiQL(municipality.Place, graphQL);
        return app;
    }

    private static ServedSchema Serve(Municipality municipality, ProductSchema schema) =>
        new(schema.Executable, ProductSchema.TextOf(schema.Executable.Schema), (scope, requestId) => new RequestState(municipality, scope, requestId)) { AboutPolicy = schema.AboutPolicy };

    private static void Map(WebApplication app, Answering answering, Municipality municipality)
    {
        var database = municipality.Database;
        app.MapHealth(municipality);
        app.MapMe(answering, municipality);
        app.MapChildren(answering, municipality.Children, municipality.Dossiers, municipality.Narrowings);
        app.MapNarrowing(answering, municipality);
        app.MapSheets(answering, municipality);
        app.MapInquiries(answering, municipality);
        app.MapRuns(answering, municipality.Runs, municipality.Differences);
        app.MapModels(answering, municipality.Trainer, municipality.Models);
        app.MapProvisions(answering, municipality.City, new DeliveryViews(database, municipality.Code), new HeldDeliveries(database, municipality.Code), municipality.Time);
        app.MapAccessLog(answering, municipality);
        app.MapShares(answering, municipality.Shares, municipality.Runs);
        app.MapFreezes(answering, municipality);
        app.MapFigures(answering, municipality);
        app.MapCases(answering, municipality);
        app.MapGrants(answering, municipality);
        app.MapConferences(answering, municipality);
        app.MapCaseDocuments(answering, municipality);
        app.MapAssignments(answering, municipality);
        app.MapAssignmentBatches(answering, municipality);
        app.MapPolicy(answering, municipality);
        app.MapAdoption(answering, municipality);
        app.MapConflicts(answering, municipality);
        app.MapStatus(answering, municipality);
        app.MapEmergencies(answering, municipality);
        app.MapRestDocument();
        // Not the usual pattern: that one leaves paths with a dot in the last part without an answer.
        app.MapFallback("{*path}", http => ProblemWriter.WriteAsync(http, ProblemCode.NotFound, null, null, http.RequestAborted));
    }
}

using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChildLink.Api.Authentication;
using ChildLink.Api.GraphQL.Transport;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Transport;

/// <summary>A server whose GraphQL door serves the test schema, and a steward who may ask.</summary>
public sealed class TransportCity : IAsyncLifetime
{
    public const string Purpose = "steering";
    public const string Person = "test-steward";

    private ServedCity city = null!;

    public Guid Assignment { get; private set; }

    public HttpClient Client => city.Client;

    public Uri Address => new(city.Client.BaseAddress!, "/graphql");

    public ValueTask InitializeAsync() => InitializeAsync(new GraphQLOptions
    {
        LongestTime = TimeSpan.FromSeconds(1),
        LongestSilence = TimeSpan.FromSeconds(1),
        Heartbeat = TimeSpan.FromMilliseconds(100),
        SubscriptionsPerPerson = 6,
        OperationsPerConnection = 8,
        BodyBytes = 100_000,
        DocumentBytes = 50_000,
    });

    public async ValueTask InitializeAsync(GraphQLOptions options)
    {
        city = await ServedCity.StartAsync(synthetic: true, CancellationToken.None, TestSchema.Served, options);
        Assignment = await AssignAsync();
    }

    /// <summary>Gives the person the right anew, and tells the assignment.</summary>
    public async Task<Guid> AssignAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var assignment = new Assignment(
            Guid.NewGuid(), city.Issuer.Issuer, Person, "steward", null, [Purpose], now.AddMinutes(-1), now.AddDays(1), "granter", "approver", null);
        (await city.Municipality.Assignments.AddAsync("152242", city.Municipality.Policy, assignment, _ => Task.CompletedTask, CancellationToken.None))
            .ShouldBeOfType<AssignmentBook.Outcome.Done>();
        return Assignment = assignment.Id;
    }

    public async Task EndAssignmentAsync() =>
        (await city.Municipality.Assignments.EndAsync("152242", Assignment, "granter", _ => Task.CompletedTask, CancellationToken.None))
            .ShouldBeOfType<AssignmentBook.Outcome.Done>();

    /// <summary>Moves the right to an institution, or null for none, in one moment: no request in between is refused.</summary>
    public Task MoveAssignmentAsync(string? institution) => city.Database.RunAsync(
        $"update read.assignments set institution = {(institution is null ? "null" : $"'{institution}'")} where id = '{Assignment}'", CancellationToken.None);

    public string Token(TimeSpan? lifetime = null) => city.Issuer.Issue(
        new DevelopmentTokenRequest(Person, "152242", "steward", null, [], lifetime ?? TimeSpan.FromMinutes(10)), TimeProvider.System.GetUtcNow());

    /// <summary>Posts a document, with token and purpose unless changed.</summary>
    public Task<HttpResponseMessage> AskAsync(string query, string? accept = null, string? purpose = Purpose, string? variables = null, Action<HttpRequestMessage>? change = null)
    {
        var body = $"{{\"query\":{JsonSerializer.Serialize(query)}{(variables is null ? "" : $",\"variables\":{variables}")}}}";
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") }, accept, purpose, change);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? accept = null, string? purpose = Purpose, Action<HttpRequestMessage>? change = null)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        if (purpose is not null)
            request.Headers.Add("Purpose-Of-Use", purpose);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        change?.Invoke(request);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async Task<ClientWebSocket> ConnectAsync(string? protocol = "graphql-transport-ws")
    {
        var socket = new ClientWebSocket();
        if (protocol is not null)
            socket.Options.AddSubProtocol(protocol);
        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Operation, outcome and purpose of the newest entry of the log.</summary>
    public Task<string> NewestEntryAsync() => city.Database.AskAsync<string>(
        "select operation || ' ' || outcome || ' ' || purpose from audit.entries order by seq desc limit 1", TestContext.Current.CancellationToken);

    /// <summary>How many entries the log has.</summary>
    public Task<long> EntriesAsync() => city.Database.AskAsync<long>("select count(*) from audit.entries", TestContext.Current.CancellationToken);

    /// <summary>Entries of one operation; its name is a literal of a test.</summary>
    public Task<long> EntriesAsync(string operation) => city.Database.AskAsync<long>(
        $"select count(*) from audit.entries where operation = '{operation}' and outcome = 'released' and purpose = '{Purpose}'", TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await city.DisposeAsync();
}

namespace ChildLink.Tests.Conformance.Transport;

/// <summary>The audits of the npm package <c>graphql-http</c>, and clients that applications use, against the real server.</summary>
[Collection(DemoCollection.Name)]
public sealed class ServerAuditTests(ServedDemo demo)
{
    [Fact]
    public async Task Every_audit_of_GraphQL_over_HTTP_is_passed()
    {
        var audits = await demo.RunAsync("transport.mjs");
        audits.Count.ShouldBeGreaterThan(50);
        // Not only those that say MUST: there is none that would make no sense here.
        audits.Where(a => a.GetProperty("status").GetString() != "ok")
            .Select(a => $"{a.GetProperty("id").GetString()} {a.GetProperty("name").GetString()}: {a.GetProperty("reason").GetString()}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Clients_of_other_makers_ask_subscribe_and_are_refused()
    {
        var answers = (await demo.RunAsync("clients.mjs", "subscription Waiting { reviewItems { __typename } }"))
            .ToDictionary(a => a.GetProperty("client").GetString()!, a => a.GetProperty("answer").GetRawText(), StringComparer.Ordinal);
        foreach (var client in (string[])["urql", "urql-get", "graphql-ws", "graphql-sse"])
            answers[client].ShouldStartWith("{\"me\":{", customMessage: client);
        foreach (var client in (string[])["urql-error", "graphql-ws-error", "graphql-sse-error"])
            answers[client].ShouldBe(answers["urql-error"], client);
        answers["urql-error"].ShouldNotBe("null");
        answers["graphql-ws-subscription"].ShouldBe("\"open\"");
        answers["graphql-sse-subscription"].ShouldBe("\"open\"");
        answers["graphql-ws-stranger"].ShouldBe("4403");
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.Privacy.Access;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>Asks the product's graph without a server: admission, execution and log as in one.</summary>
internal sealed class GraphBench : IAsyncDisposable
{
    private readonly Municipality municipality;
    private readonly string issuer;
    private readonly ProductSchema schema;
    private readonly DocumentCache documents;

    public GraphBench(Municipality municipality, string issuer)
    {
        this.municipality = municipality;
        this.issuer = issuer;
        schema = ProductSchema.Of(municipality);
        documents = new DocumentCache(schema.Executable);
    }

    /// <summary>A person of a role with an assignment, under a purpose.</summary>
    public async Task<Caller> CallerAsync(string role, string purpose, Guid? run = null, string? person = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var identity = new Identity(issuer, person ?? "test-" + role, MultiFactor: true, role, null, []);
        var assignments = await municipality.Assignments.OfPersonAsync(municipality.Code, issuer, identity.Person, ct);
        var context = run is { } id ? new AccessContext("run", id) : null;
        return Admission.Judge(municipality.Policy, municipality.Code, identity, assignments, purpose, context, municipality.Time.GetUtcNow())
            .ShouldBeOfType<Admission.Admitted>().Caller;
    }

    /// <summary>Asks; the answer is logged and released as the server does.</summary>
    public async Task<JsonNode> AskAsync(Caller caller, string document, object? variables = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var prepared = documents.Prepare(Encoding.UTF8.GetBytes(document));
        prepared.Errors.Select(e => e.Message).ShouldBeEmpty(document);
        var operation = prepared.Operation(null).Operation!;
        using var scope = municipality.Gateway.Open(caller, "POST /graphql", Guid.CreateVersion7());
        using var state = new RequestState(municipality, scope, Guid.CreateVersion7());
        var given = variables is null ? default : JsonSerializer.SerializeToElement(variables);
        await Executor.ExecuteAsync(operation, given, rootValue: null, state, scope.Json, state.WriteExtensions, ct);
        return JsonNode.Parse((await scope.ReleaseAsync(ct)).Span)!;
    }

    /// <summary>Messages of a subscription, each under a scope and an entry of its own.</summary>
    public async IAsyncEnumerable<JsonNode> FollowAsync(Caller caller, string document, object? variables, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct, Func<Caller>? admitted = null)
    {
        var prepared = documents.Prepare(Encoding.UTF8.GetBytes(document));
        prepared.Errors.Select(e => e.Message).ShouldBeEmpty(document);
        using var opening = municipality.Gateway.Open(caller, "SUBSCRIBE /graphql", Guid.CreateVersion7());
        using var opened = new RequestState(municipality, opening, Guid.CreateVersion7());
        var given = variables is null ? default : JsonSerializer.SerializeToElement(variables);
        var outcome = await Executor.SubscribeAsync(prepared.Operation(null).Operation!, given, rootValue: null, opened, ct);
        outcome.Errors.Select(e => e.Code).ShouldBeEmpty();
        await foreach (var happening in outcome.Stream!.EventsAsync(ct))
        {
            using var scope = municipality.Gateway.Open(admitted?.Invoke() ?? caller, "MESSAGE /graphql", Guid.CreateVersion7());
            using var state = new RequestState(municipality, scope, Guid.CreateVersion7());
            if (!await state.TellsAsync(happening.Value, ct))
                continue;
            await happening.ExecuteAsync(state, scope.Json, state.WriteExtensions, ct);
            yield return JsonNode.Parse((await scope.ReleaseAsync(ct)).Span)!;
        }
    }

    public ValueTask DisposeAsync() => schema.DisposeAsync();
}

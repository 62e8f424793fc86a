using ChildLink.Api.GraphQL.Transport.Answers;
using ChildLink.Api.GraphQL.Transport.Requests;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Language;

namespace ChildLink.Api.GraphQL.Transport.Running;

/// <summary>From a request to the operation it means, within the limits.</summary>
internal sealed class DocumentDoor
{
    private readonly DocumentCache cache;
    private readonly TrustedDocuments? trusted;
    private readonly bool trustedOnly;

    /// <param name="served">What is served.</param>
    /// <param name="options">Limits.</param>
    /// <exception cref="TrustedDocumentException">A trusted document does not fit the schema.</exception>
    /// <exception cref="IOException">The folder of trusted documents cannot be read.</exception>
    public DocumentDoor(ServedSchema served, GraphQLOptions options)
    {
        var limits = new DocumentLimits { Parsing = ParseLimits.Default with { MaxBytes = options.DocumentBytes, MaxTokens = options.Tokens } };
        var costs = CostLimits.Default with { MaxFieldCost = options.Cost, MaxTypeCost = options.Cost, MaxDepth = options.Depth };
        cache = new DocumentCache(served.Schema, limits, costs);
        trusted = options.TrustedDocuments is { } folder ? TrustedDocuments.Load(folder, served.Schema, limits, costs) : null;
        trustedOnly = options.TrustedOnly;
    }

    /// <summary>The operation, or why none can be run.</summary>
    public (PreparedOperation? Operation, Refusal? Refusal) Choose(GraphQLRequest request, bool japanese)
    {
        var document = request.DocumentId is { } id ? trusted?.Find(id) : trustedOnly ? null : cache.Prepare(request.Document.Span);
        if (document is null)
            return (null, Refusal.Of(TransportProblem.DocumentNotTrusted, japanese));
        if (document.Errors.Count > 0)
            return (null, Refusal.OfDocument(document.Errors));
        var choice = document.Operation(request.OperationName);
        return choice.Operation is { } operation ? (operation, null) : (null, Refusal.OfDocument([choice.Error!]));
    }
}

using System.Globalization;
using ChildLink.Api.Composition;
using ChildLink.GraphQL.Costs;

namespace ChildLink.Api.GraphQL.Transport;

/// <summary>Limits of the GraphQL door. The defaults are safe for a server that strangers reach.</summary>
public sealed record GraphQLOptions
{
    /// <summary>Name of the variable with the largest body in bytes, 1,024 to 16,777,216.</summary>
    public const string BodyVariable = "CHILDLINK_GRAPHQL_BODY_BYTES";

    /// <summary>Name of the variable with the largest document in bytes, 256 to 1,048,576.</summary>
    public const string DocumentVariable = "CHILDLINK_GRAPHQL_DOCUMENT_BYTES";

    /// <summary>Name of the variable with the most tokens of a document, 16 to 100,000.</summary>
    public const string TokensVariable = "CHILDLINK_GRAPHQL_TOKENS";

    /// <summary>Name of the variable with the deepest nesting of fields, 2 to 100.</summary>
    public const string DepthVariable = "CHILDLINK_GRAPHQL_DEPTH";

    /// <summary>Name of the variable with the highest cost of an operation, 1 to 10,000,000.</summary>
    public const string CostVariable = "CHILDLINK_GRAPHQL_COST";

    /// <summary>Name of the variable with the longest time of an operation in seconds, 1 to 600.</summary>
    public const string SecondsVariable = "CHILDLINK_GRAPHQL_SECONDS";

    /// <summary>Name of the variable with the most subscriptions one person may have open, 1 to 1,000.</summary>
    public const string SubscriptionsVariable = "CHILDLINK_GRAPHQL_SUBSCRIPTIONS";

    /// <summary>Name of the variable with the folder of trusted documents.</summary>
    public const string TrustedFolderVariable = "CHILDLINK_GRAPHQL_TRUSTED_DOCUMENTS";

    /// <summary>Name of the variable that takes trusted documents only, <c>true</c> or <c>false</c>.</summary>
    public const string TrustedOnlyVariable = "CHILDLINK_GRAPHQL_TRUSTED_ONLY";

    /// <summary>Largest body and largest message of a WebSocket, in bytes.</summary>
    public int BodyBytes { get; init; } = 1 << 20;

    /// <summary>Largest document in bytes.</summary>
    public int DocumentBytes { get; init; } = 64 << 10;

    /// <summary>Most tokens of a document.</summary>
    public int Tokens { get; init; } = 5_000;

    /// <summary>Deepest nesting of fields; those of introspection are not counted.</summary>
    public int Depth { get; init; } = (int)CostLimits.Default.MaxDepth;

    /// <summary>Highest cost of an operation, of its fields and of its types alike.</summary>
    public int Cost { get; init; } = (int)CostLimits.Default.MaxFieldCost;

    /// <summary>Longest time of reading a request, and of answering it.</summary>
    public TimeSpan LongestTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most subscriptions one person may have open, over all connections.</summary>
    public int SubscriptionsPerPerson { get; init; } = 50;

    /// <summary>Most operations that run at once on one WebSocket.</summary>
    public int OperationsPerConnection { get; init; } = 20;

    /// <summary>Most WebSockets one person may have open.</summary>
    public int ConnectionsPerPerson { get; init; } = 20;

    /// <summary>How long a WebSocket may stay without <c>connection_init</c>.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an event stream says that it is alive.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Folder of trusted documents, or null for none.</summary>
    public string? TrustedDocuments { get; init; }

    /// <summary>Whether documents are taken by the id of a trusted one only; introspection ends with it.</summary>
    public bool TrustedOnly { get; init; }

    /// <summary>Reads the options.</summary>
    /// <param name="variable">Reads an environment variable; null when unset.</param>
    /// <exception cref="OptionInvalidException">A variable holds something else than what its name says.</exception>
    public static GraphQLOptions From(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var defaults = new GraphQLOptions();
        var folder = Text(TrustedFolderVariable);
        var options = new GraphQLOptions
        {
            BodyBytes = Number(BodyVariable, defaults.BodyBytes, 1 << 10, 16 << 20),
            DocumentBytes = Number(DocumentVariable, defaults.DocumentBytes, 256, 1 << 20),
            Tokens = Number(TokensVariable, defaults.Tokens, 16, 100_000),
            Depth = Number(DepthVariable, defaults.Depth, 2, 100),
            Cost = Number(CostVariable, defaults.Cost, 1, 10_000_000),
            LongestTime = TimeSpan.FromSeconds(Number(SecondsVariable, (int)defaults.LongestTime.TotalSeconds, 1, 600)),
            SubscriptionsPerPerson = Number(SubscriptionsVariable, defaults.SubscriptionsPerPerson, 1, 1_000),
            TrustedDocuments = folder is null ? null : Path.GetFullPath(folder),
            TrustedOnly = Text(TrustedOnlyVariable) switch
            {
                null or "false" => false,
                "true" => true,
                _ => throw new OptionInvalidException(TrustedOnlyVariable, "true or false"),
            },
        };
        return options is { TrustedOnly: true, TrustedDocuments: null }
            ? throw new OptionInvalidException(TrustedFolderVariable, $"a folder, while {TrustedOnlyVariable} is true")
            : options;

        string? Text(string name) => string.IsNullOrWhiteSpace(variable(name)) ? null : variable(name)!.Trim();

        int Number(string name, int otherwise, int least, int most) => Text(name) is not { } text
            ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new OptionInvalidException(name, string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} to {most}"));
    }
}

namespace ChildLink.Api.Composition;

/// <summary>What opening a municipality leads to.</summary>
public abstract record Opening
{
    private Opening()
    {
    }

    /// <summary>Ready; the caller disposes it.</summary>
    public sealed record Opened(Municipality Municipality) : Opening;

    /// <summary>Not opened; nothing is held.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="Message">What is wrong and what would be right; no personal value.</param>
    public sealed record Refused(string Code, string Message) : Opening;

    /// <summary>Stable codes of refusals.</summary>
    public static class Codes
    {
        /// <summary>There is no folder for the municipality.</summary>
        public const string MunicipalityUnknown = "municipality-unknown";

        /// <summary>Policy or provisions do not compile.</summary>
        public const string PolicyInvalid = "policy-invalid";

        /// <summary>A real city in a cluster that is marked synthetic.</summary>
        public const string RealCityInSyntheticCluster = "real-city-in-synthetic-cluster";

        /// <summary>The schema of the database was changed by hand or by a newer program.</summary>
        public const string SchemaChanged = "schema-changed";

        /// <summary>The database does not answer or refuses the connection.</summary>
        public const string DatabaseUnavailable = "database-unavailable";
    }
}

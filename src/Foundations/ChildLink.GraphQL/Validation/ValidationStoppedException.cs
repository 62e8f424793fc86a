namespace ChildLink.GraphQL.Validation;

/// <summary>Checking goes no further. Never leaves <see cref="DocumentValidator"/>, which adds its message to the errors found so far.</summary>
internal sealed class ValidationStoppedException(string message) : Exception(message);

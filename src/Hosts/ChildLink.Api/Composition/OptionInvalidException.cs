namespace ChildLink.Api.Composition;

/// <summary>An environment variable holds what it cannot mean. The message names the variable and what would be right, not the value.</summary>
public sealed class OptionInvalidException(string variable, string expected) : Exception($"{variable} must be {expected}.");

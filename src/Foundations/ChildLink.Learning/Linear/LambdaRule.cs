namespace ChildLink.Learning.Linear;

/// <summary>Which penalty of the path cross-validation takes.</summary>
public enum LambdaRule
{
    /// <summary>The one with the least deviance on rows left out.</summary>
    Least,

    /// <summary>The largest whose deviance is within one standard error of the least: fewer items, nearly as good.</summary>
    OneStandardError,
}

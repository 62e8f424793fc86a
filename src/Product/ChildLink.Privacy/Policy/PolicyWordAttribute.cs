namespace ChildLink.Privacy.Policy;

/// <summary>The text of a policy file is a word of a closed set; the JSON Schema of the file lists them.</summary>
/// <param name="set">The enum of the set.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PolicyWordAttribute(Type set) : Attribute
{
    /// <summary>The enum of the set.</summary>
    public Type Set { get; } = set;
}

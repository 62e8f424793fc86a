using ChildLink.Privacy.Guarding;

namespace ChildLink.Privacy.Policy;

/// <summary>One decision of the compiled policy: what this role under this purpose gets of this field, by which rule.</summary>
/// <remarks>Only the policy compiler makes one.</remarks>
public sealed class AccessDecision
{
    internal AccessDecision(FieldId field, Disposition disposition, RowGuard guard, string rule)
    {
        Field = field;
        Disposition = disposition;
        Guard = guard;
        Rule = rule;
    }

    /// <summary>The field decided on.</summary>
    public FieldId Field { get; }

    /// <summary>What the caller gets where the guard holds.</summary>
    public Disposition Disposition { get; }

    /// <summary>Condition on the row.</summary>
    public RowGuard Guard { get; }

    /// <summary>The rule that decided; <c>default</c> where no rule speaks.</summary>
    public string Rule { get; }
}

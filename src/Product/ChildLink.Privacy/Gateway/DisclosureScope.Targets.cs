namespace ChildLink.Privacy.Gateway;

/// <content>What a command was about, where that is no child's row.</content>
public sealed partial class DisclosureScope
{
    private readonly List<string> targets = [];

    /// <summary>Notes what the next entry is about: it stands there as <c>kind=id</c>, once.</summary>
    /// <param name="kind">A word of this program, e.g. <c>assignment</c>.</param>
    /// <param name="id">Its opaque identity; never a value.</param>
    public void About(string kind, Guid id)
    {
        var target = $"{kind}={id:D}";
        if (!targets.Contains(target))
            targets.Add(target);
    }

    /// <summary>Notes a child whom the next entry concerns without a row about it: a look for the child finds the entry.</summary>
    /// <param name="subject">The child.</param>
    public void Concerns(Guid subject)
    {
        if (seen.Add(subject))
            subjects.Add(subject);
    }
}

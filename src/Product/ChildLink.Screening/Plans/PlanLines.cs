using YamlDotNet.RepresentationModel;

namespace ChildLink.Screening.Plans;

/// <summary>Finds the line of a plan file on which a part of it begins, so that a fault can be found by who wrote it.</summary>
internal sealed class PlanLines
{
    private readonly YamlMappingNode root;

    private PlanLines(YamlMappingNode root) => this.root = root;

    /// <summary>Reads a file that has already been read as a plan.</summary>
    public static PlanLines Of(string path)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(path);
        yaml.Load(text);
        return new PlanLines((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    /// <summary>
    /// Where a key stands, e.g. <c>line 3, select</c>; dots lead inside (<c>model.label</c>). A missing key stands where
    /// what should hold it does, or nowhere.
    /// </summary>
    public string At(string key) => Find(key) is { } node ? Say(node, key)
        : key.LastIndexOf('.') is > 0 and var dot && Find(key[..dot]) is { } holder ? Say(holder, key) : key;

    /// <summary>Where entry <paramref name="index"/> of a list stands.</summary>
    public string At(string key, int index, string name)
    {
        var what = name.Length > 0 ? $"{key} {name}" : $"{key}[{index}]";
        return Find(key) is YamlSequenceNode list && index < list.Children.Count ? Say(list.Children[index], what) : what;
    }

    private YamlNode? Find(string key)
    {
        YamlNode? node = root;
        foreach (var part in key.Split('.'))
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(part), out var inner) ? inner : null;
        return node;
    }

    private static string Say(YamlNode node, string what) => $"line {node.Start.Line}, {what}";
}

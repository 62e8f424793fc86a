using System.Collections.Frozen;

namespace ChildLink.GraphQL.Types;

/// <summary>Forms by name of scalar: the five built-in ones always, custom ones as bound, and a lossless one for the rest.</summary>
public sealed class ScalarForms
{
    private readonly FrozenDictionary<string, IScalarForm> forms;

    /// <summary>Forms of custom scalars.</summary>
    /// <param name="custom">By name of scalar; built-in names are refused.</param>
    /// <exception cref="ArgumentException">A built-in scalar was given another form.</exception>
    public ScalarForms(IEnumerable<KeyValuePair<string, IScalarForm>> custom)
    {
        var all = new Dictionary<string, IScalarForm>
        {
            ["Int"] = IntForm.Instance,
            ["Float"] = FloatForm.Instance,
            ["String"] = StringForm.Instance,
            ["Boolean"] = BooleanForm.Instance,
            ["ID"] = IdForm.Instance,
        };
        foreach (var (name, form) in custom)
        {
            if (!all.TryAdd(name, form))
                throw new ArgumentException($"The scalar '{name}' already has a form.", nameof(custom));
        }

        forms = all.ToFrozenDictionary();
    }

    /// <summary>Built-in forms only: custom scalars take any value and keep it whole.</summary>
    public static ScalarForms BuiltIn { get; } = new([]);

    /// <summary>The form of a scalar; <see cref="LosslessForm"/> where none was bound.</summary>
    public IScalarForm Of(ScalarType type) => forms.GetValueOrDefault(type.Name, LosslessForm.Instance);
}

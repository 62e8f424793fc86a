namespace ChildLink.Cli.Synthesis.People;

/// <summary>People under one household number, now or before they left.</summary>
internal sealed class Household
{
    /// <summary>世帯番号: eight digits.</summary>
    public string Number { get; set; } = string.Empty;

    public required Address Address { get; init; }

    /// <summary>About standard normal with a longer upper end; everything that a screening should find hangs on it.</summary>
    public required double Stress { get; init; }

    public List<Person> Members { get; } = [];

    public List<Person> Children { get; } = [];

    public Person? Mother { get; set; }

    public Person? Father { get; set; }

    /// <summary>One parent is missing: never there, divorced, or gone.</summary>
    public bool SingleParent { get; set; }

    public bool WithGrandparents { get; set; }

    /// <summary>The first day any of them could be seen in this city; births before it happened elsewhere.</summary>
    public DateOnly? MovedInOn { get; set; }

    /// <summary>The parent who signs for the children.</summary>
    public Person Caregiver => (SingleParent, Mother, Father) switch
    {
        (false, _, { } father) => father,
        (_, { } mother, _) => mother,
        (_, _, { } father) => father,
        _ => Members[0],
    };

    /// <summary>Whether the child was born while the family lived here.</summary>
    public bool BornHere(Person child) => MovedInOn is not { } movedIn || child.Birth >= movedIn;
}

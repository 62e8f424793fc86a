using ChildLink.Cli.Synthesis.Names;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>Someone who is or was on the register.</summary>
internal sealed class Person
{
    /// <summary>宛名番号: ten digits.</summary>
    public string Number { get; set; } = string.Empty;

    public required Household Household { get; init; }

    public required Sex Sex { get; init; }

    public required DateOnly Birth { get; init; }

    public required PersonName Name { get; set; }

    /// <summary>続柄: relation to the head of the household.</summary>
    public required string Relation { get; set; }

    /// <summary>Empty for Japanese nationals.</summary>
    public string Nationality { get; init; } = string.Empty;

    /// <summary>通称名 of a foreign resident.</summary>
    public PersonName? Alias { get; set; }

    /// <summary>旧氏 entered in the register on request.</summary>
    public NamePart? FormerSurname { get; set; }

    /// <summary>The surname before the parents' divorce, when the child keeps using it at school.</summary>
    public NamePart? SurnameAtSchool { get; set; }

    public DateOnly? BecameResident { get; set; }

    public string ChangeReason { get; set; } = "世帯変更";

    public DateOnly ChangedOn { get; set; }

    public string PreviousAddress { get; set; } = string.Empty;

    public string MovedTo { get; set; } = string.Empty;

    public DateOnly? MovedOutOn { get; set; }

    /// <summary>Null for parents and grandparents.</summary>
    public ChildTraits? Child { get; init; }
}

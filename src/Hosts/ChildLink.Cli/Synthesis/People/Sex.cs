namespace ChildLink.Cli.Synthesis.People;

/// <summary>As the register codes it.</summary>
internal enum Sex
{
    Male = 1,
    Female = 2,
}

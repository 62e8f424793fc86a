namespace ChildLink.Privacy.Access;

/// <summary>Programs that call without a person, or for one.</summary>
public static class SystemClients
{
    /// <summary>The only role a program may hold, and one that nobody holds beside another.</summary>
    public const string Role = "system-client";

    /// <summary>The purpose that lets a program carry the requests of people, whose own assignments decide.</summary>
    public const string OnBehalf = "on-behalf";
}

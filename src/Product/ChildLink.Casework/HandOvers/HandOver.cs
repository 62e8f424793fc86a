using System.Security.Cryptography;
using System.Text;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Casework.HandOvers;

/// <summary>引継ぎ: a case that shall go, or goes, into other hands. Until receipt the old holder stays responsible.</summary>
/// <param name="Cause">One of <see cref="HandOverCause"/>.</param>
/// <param name="State">due (the register says so), handed, received or withdrawn.</param>
/// <param name="DueOn">Day of the change; null for one that nobody saw coming.</param>
/// <param name="ToKind">worker, institution or outside; null while due.</param>
/// <param name="To">Person, institution code or office; of one that is due the institution that the register names, or null.</param>
public sealed record HandOver(
    Guid Id, Guid Case, Guid Child, string Cause, string State, DateOnly? DueOn, string? ToKind, string? To,
    DateTimeOffset? HandedAt, string? HandedBy, DateTimeOffset? ReceivedAt, string? ReceivedBy)
{
    public const string Due = "due";
    public const string Handed = "handed";
    public const string Received = "received";
    public const string Withdrawn = "withdrawn";

    /// <summary>The same without who hands over to whom: for whoever counts what waits.</summary>
    public HandOver WithoutStaff() => this with { To = null, HandedBy = null, ReceivedBy = null };

    /// <summary>
    /// Identity of the task: by case, cause and what changes, so that the same change is one task however often it is looked for.
    /// </summary>
    public static Guid IdOf(string tenant, Guid id, string cause, string change) =>
        Uuid8.From(SHA256.HashData(Encoding.UTF8.GetBytes($"hand-over\n{tenant}\n{id:D}\n{cause}\n{change}")));
}

/// <summary>Why a case is handed over.</summary>
public static class HandOverCause
{
    /// <summary>転校.</summary>
    public const string SchoolChange = "school-change";

    /// <summary>小学校6年から中学校1年へ.</summary>
    public const string JuniorHigh = "grade-6-7";

    /// <summary>転出.</summary>
    public const string MovedOut = "moved-out";

    /// <summary>18歳.</summary>
    public const string ComesOfAge = "age-18";

    /// <summary>担当者の異動.</summary>
    public const string StaffChange = "staff-change";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [SchoolChange, JuniorHigh, MovedOut, ComesOfAge, StaffChange];
}

/// <summary>To whom a case is handed over.</summary>
public static class RecipientKind
{
    /// <summary>Another worker of this city.</summary>
    public const string Worker = "worker";

    /// <summary>A school or nursery of this city, by its code.</summary>
    public const string Institution = "institution";

    /// <summary>Another city or an office for adults: its receipt closes the case here.</summary>
    public const string Outside = "outside";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Worker, Institution, Outside];
}

using System.Text.Json.Serialization;

namespace ChildLink.Casework.Cases;

/// <summary>Derived values of one event of a case; what it does not say is null.</summary>
public sealed record CaseFacts
{
    public Guid? Run { get; init; }

    public string? Class { get; init; }

    public string? Worker { get; init; }

    public string? Institution { get; init; }

    public string? Outcome { get; init; }

    public string? Cause { get; init; }

    /// <summary>Day that a note tells of.</summary>
    public DateOnly? On { get; init; }

    public DateOnly? NextReviewOn { get; init; }

    public Guid? Conference { get; init; }

    /// <summary>Minutes that the conference took for the household.</summary>
    public int? Took { get; init; }

    public Guid? HandOver { get; init; }

    public string? ToKind { get; init; }

    public string? To { get; init; }

    public IReadOnlyList<Measure>? Measures { get; init; }
}

/// <summary>Kinds of events in a case's stream; the event type is the word with <c>case_</c> in front.</summary>
public static class CaseKind
{
    public const string Opened = "opened";
    public const string Proposed = "proposed";
    public const string Confirmed = "confirmed";
    public const string SentBack = "sent_back";
    public const string Planned = "planned";
    public const string Noted = "noted";
    public const string Minuted = "minuted";
    public const string OutcomeRecorded = "outcome_recorded";
    public const string HandedOver = "handed_over";
    public const string Received = "received";
    public const string HandOverWithdrawn = "hand_over_withdrawn";
    public const string Closed = "closed";
}

/// <summary>One event as it is stored: texts are sealed, by item.</summary>
internal sealed record CaseEvent(Guid Child, string By, CaseFacts Facts, SortedDictionary<string, string> Texts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CaseEvent))]
[JsonSerializable(typeof(CaseFacts))]
internal sealed partial class CaseJson : JsonSerializerContext;

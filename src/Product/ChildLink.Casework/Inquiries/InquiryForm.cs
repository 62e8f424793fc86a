using System.Globalization;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Casework.Inquiries;

/// <summary>A compiled form.</summary>
public sealed record InquiryForm(string Id, string Ja, string En, string Basis, int DueDays, IReadOnlyList<Question> Questions);

/// <summary>Kinds of answers.</summary>
public enum QuestionKind
{
    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>A whole number of a scale.</summary>
    Scale,

    /// <summary>Words.</summary>
    Text,
}

/// <summary>An option of a choice.</summary>
public sealed record AnswerOption(string Id, string Ja, string En);

/// <summary>A question.</summary>
/// <param name="Options">Of a choice; else none.</param>
/// <param name="From">First number of a scale.</param>
/// <param name="To">Last number of a scale.</param>
/// <param name="Longest">Most characters of a text.</param>
public sealed record Question(
    string Id, string Ja, string En, QuestionKind Kind, bool Required, IReadOnlyList<AnswerOption> Options, int From, int To, int Longest)
{
    /// <summary>What may be written into a cell, in order: labels of a choice, numbers of a scale; null for words.</summary>
    public IReadOnlyList<string>? Choices => Kind switch
    {
        QuestionKind.Choice => [.. Options.Select(o => o.Ja)],
        QuestionKind.Scale => [.. Enumerable.Range(From, To - From + 1).Select(n => n.ToString(CultureInfo.InvariantCulture))],
        _ => null,
    };

    /// <summary>Reads an answer: the id or label of an option, a number, a text.</summary>
    /// <returns>The answer as it is kept, or what would be right.</returns>
    public (string? Answer, string? Fault) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (Kind)
        {
            case QuestionKind.Choice:
                var option = Options.FirstOrDefault(o => text == o.Id || text == o.Ja || text == o.En);
                return option is null ? (null, $"must be one of {string.Join(", ", Options.Select(o => o.Id))}.") : (option.Id, null);
            case QuestionKind.Scale:
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= From && number <= To
                    ? (number.ToString(CultureInfo.InvariantCulture), null)
                    : (null, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {From} to {To}."));
            default:
                var fault = SealedText.Fault(text, Longest);
                return fault is null ? (text, null) : (null, fault);
        }
    }
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Validation;

/// <summary>Errors found so far and what finding them has cost.</summary>
internal sealed class ErrorList(ReadOnlyMemory<byte> source, ValidationLimits limits)
{
    // Enough to see the place; a cycle of ten thousand fragments is not told whole.
    private const int MaxLocations = 50;

    private readonly List<(int Offset, GraphQLError Error)> errors = [];
    private List<int>? lineStarts;
    private int work;

    /// <summary>Errors after which checking stops.</summary>
    public int MaxErrors => limits.MaxErrors;

    /// <summary>Errors in the order of their first places.</summary>
    public IReadOnlyList<GraphQLError> InOrder() => errors.Count == 0 ? [] : errors.OrderBy(e => e.Offset).Select(e => e.Error).ToImmutableArray();

    /// <summary>Adds an error.</summary>
    /// <exception cref="ValidationStoppedException">There were as many as the limits allow.</exception>
    public void Add(string rule, string message, params ReadOnlySpan<SourceSpan> places)
    {
        if (errors.Count >= limits.MaxErrors)
            throw new ValidationStoppedException("Too many validation errors, error limit reached. Validation aborted.");
        var locations = ImmutableArray.CreateBuilder<SourceLocation>();
        foreach (var place in places[..Math.Min(places.Length, MaxLocations)])
            locations.Add(LocationOf(place.Start));
        errors.Add((places[0].Start, new GraphQLError(message, locations.ToImmutable(), Code: DocumentValidator.ErrorCode, Rule: rule)));
    }

    /// <summary>Counts steps.</summary>
    /// <exception cref="ValidationStoppedException">There were more than the limits allow.</exception>
    public void Spend(int steps)
    {
        work += steps;
        if (work > limits.MaxWork)
            throw TooComplex();
    }

    /// <summary>Counts a step that goes deeper. Fragments make selections deeper than the text is nested, without bound.</summary>
    /// <exception cref="ValidationStoppedException">The thread's stack is nearly used up, or there were too many steps.</exception>
    public void Descend()
    {
        Spend(1);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooComplex();
    }

    private static ValidationStoppedException TooComplex() => new("Document is too complex to validate. Validation aborted.");

    private SourceLocation LocationOf(int offset)
    {
        var text = source.Span;
        if (lineStarts is null)
        {
            lineStarts = [0];
            while (SourceLocations.NextLine(text, lineStarts[^1]) is >= 0 and var next)
                lineStarts.Add(next);
        }

        var line = lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return new SourceLocation(line + 1, SourceLocations.Column(text[lineStarts[line]..offset]));
    }
}

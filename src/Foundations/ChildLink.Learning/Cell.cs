using System.Globalization;

namespace ChildLink.Learning;

/// <summary>What is known about one item of one row: four different things that are never mixed.</summary>
public enum CellState
{
    /// <summary>A value is known; zero is a value.</summary>
    Known = 1,

    /// <summary>非該当: the item cannot apply.</summary>
    NotApplicable = 2,

    /// <summary>The item will apply later.</summary>
    NotYetOfAge = 3,

    /// <summary>欠損: the item applies and nobody can say.</summary>
    Unknown = 4,
}

/// <summary>One cell of a matrix. <c>default</c> is no cell: every look at it throws, so a forgotten cell cannot pass for a zero.</summary>
public readonly struct Cell : IEquatable<Cell>
{
    private readonly int value;
    private readonly byte state;

    private Cell(CellState state, int value = 0)
    {
        this.state = (byte)state;
        this.value = value;
    }

    /// <summary>The item cannot apply. Exported as <c>NA</c>.</summary>
    public static Cell NotApplicable { get; } = new(CellState.NotApplicable);

    /// <summary>The item will apply later. Exported as <c>NOT_YET</c>.</summary>
    public static Cell NotYetOfAge { get; } = new(CellState.NotYetOfAge);

    /// <summary>The item applies and nobody can say. Exported as <c>UNKNOWN</c>.</summary>
    public static Cell Unknown { get; } = new(CellState.Unknown);

    /// <summary>Which of the four.</summary>
    /// <exception cref="InvalidOperationException">The cell was never assigned.</exception>
    public CellState State => state == 0 ? throw new InvalidOperationException("A cell was never assigned.") : (CellState)state;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">Nothing is known.</exception>
    public int Value => State == CellState.Known ? value : throw new InvalidOperationException("Only a known cell has a value.");

    /// <summary>A known whole number.</summary>
    public static Cell Known(int value) => new(CellState.Known, value);

    /// <summary>A known yes (1) or no (0).</summary>
    public static Cell Known(bool value) => Known(value ? 1 : 0);

    /// <summary>Whether the value is known and at least <paramref name="threshold"/>. What is not known never reaches it.</summary>
    public bool Reaches(int threshold) => State == CellState.Known && value >= threshold;

    /// <summary>The word of exports: the number, <c>NA</c>, <c>NOT_YET</c> or <c>UNKNOWN</c>.</summary>
    public override string ToString() => State switch
    {
        CellState.Known => value.ToString(CultureInfo.InvariantCulture),
        CellState.NotApplicable => "NA",
        CellState.NotYetOfAge => "NOT_YET",
        _ => "UNKNOWN",
    };

    /// <inheritdoc/>
    public bool Equals(Cell other) => state == other.state && value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Cell other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(state, value);

    /// <summary>Same state and same value.</summary>
    public static bool operator ==(Cell left, Cell right) => left.Equals(right);

    /// <summary>Another state or another value.</summary>
    public static bool operator !=(Cell left, Cell right) => !left.Equals(right);
}

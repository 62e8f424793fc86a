namespace ChildLink.Learning.Linear;

/// <summary>How much a row of each label counts in training.</summary>
public abstract record ClassWeighting
{
    private ClassWeighting()
    {
    }

    /// <summary>Every row counts alike.</summary>
    public sealed record Even : ClassWeighting;

    /// <summary>Both labels count alike as a whole: n / (2 × rows of the label). Even odds then mean: as likely as a row picked by a fair coin between the labels.</summary>
    public sealed record Balanced : ClassWeighting;

    /// <summary>Weights per row.</summary>
    public sealed record Given : ClassWeighting
    {
        /// <summary>Both from one millionth to a million.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A weight is out of range.</exception>
        public Given(double positive, double negative)
        {
            if (positive is not (>= 1e-6 and <= 1e6))
                throw new ArgumentOutOfRangeException(nameof(positive));
            if (negative is not (>= 1e-6 and <= 1e6))
                throw new ArgumentOutOfRangeException(nameof(negative));
            (Positive, Negative) = (positive, negative);
        }

        /// <summary>Weight of a positive row.</summary>
        public double Positive { get; }

        /// <summary>Weight of a negative row.</summary>
        public double Negative { get; }
    }

    internal (double Positive, double Negative) For(int positives, int negatives) => this switch
    {
        Given given => (given.Positive, given.Negative),
        Balanced => ((positives + negatives) / (2.0 * positives), (positives + negatives) / (2.0 * negatives)),
        _ => (1, 1),
    };
}

namespace ChildLink.Tests.Foundations.Learning.Linear;

/// <summary>Numbers that any language can repeat: x = 1664525 x + 1013904223 mod 2³², of which the upper 24 bits count.</summary>
internal sealed class Sequence(uint seed)
{
    private uint state = seed;

    public int Next(int below)
    {
        state = (state * 1664525u) + 1013904223u;
        return (int)((state >> 8) % (uint)below);
    }

    public double NextShare() => (Next(1 << 20) + 0.5) / (1 << 20);
}

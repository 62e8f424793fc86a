using System.Buffers;

namespace ChildLink.GraphQL.Execution;

/// <summary>Arrays of one request. They go back together, cleared: their objects may be personal data.</summary>
internal sealed class RentedArrays : IDisposable
{
    private readonly List<object?[]> objects = [];
    private readonly List<int[]> numbers = [];

    /// <summary>At least so many nulls.</summary>
    public object?[] Objects(int least)
    {
        var array = ArrayPool<object?>.Shared.Rent(least);
        objects.Add(array);
        return array;
    }

    /// <summary>At least so many numbers, of any value.</summary>
    public int[] Numbers(int least)
    {
        var array = ArrayPool<int>.Shared.Rent(least);
        numbers.Add(array);
        return array;
    }

    /// <summary>Twice as long, with what was in it.</summary>
    public object?[] Grow(object?[] array)
    {
        var grown = Objects(Math.Max(16, array.Length * 2));
        array.CopyTo(grown, 0);
        return grown;
    }

    public void Dispose()
    {
        foreach (var array in objects)
            ArrayPool<object?>.Shared.Return(array, clearArray: true);
        foreach (var array in numbers)
            ArrayPool<int>.Shared.Return(array);
        objects.Clear();
        numbers.Clear();
    }
}

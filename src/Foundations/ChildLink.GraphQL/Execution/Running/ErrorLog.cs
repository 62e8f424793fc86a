namespace ChildLink.GraphQL.Execution;

/// <summary>Where a walk through the answer is, and the errors it came across.</summary>
internal sealed class ErrorLog
{
    private (string? Key, int Index)[] steps = new (string?, int)[16];
    private int depth;

    /// <summary>In the order of the answer.</summary>
    public List<GraphQLError> Errors { get; } = [];

    public void Enter(string key) => Enter((key, 0));

    public void Enter(int index) => Enter((null, index));

    public void Leave() => depth--;

    /// <summary>An error at the place the walk is at.</summary>
    public void Report(SelectedField field, FieldFailure failure)
    {
        var path = new object[depth];
        for (var i = 0; i < depth; i++)
            path[i] = steps[i].Key ?? (object)steps[i].Index;
        Errors.Add(new GraphQLError(failure.Message, field.LocationsOf(failure), path, failure.Code));
    }

    private void Enter((string?, int) step)
    {
        if (depth == steps.Length)
            Array.Resize(ref steps, depth * 2);
        steps[depth++] = step;
    }
}

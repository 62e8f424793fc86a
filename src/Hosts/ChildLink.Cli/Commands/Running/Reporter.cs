namespace ChildLink.Cli.Commands.Running;

/// <summary>Passes progress on at once; <see cref="Progress{T}"/> would post it to another thread, late and out of order.</summary>
internal sealed class Reporter<T>(Action<T> receive) : IProgress<T>
{
    public void Report(T value) => receive(value);
}

using System.Runtime.Versioning;
using System.Text.Json;
using ChildLink.Cli.Cluster;
using ChildLink.Cli.Commands;
using ChildLink.Tests.Product.Cluster;
using Npgsql;

namespace ChildLink.Tests.Product.Commands;

/// <summary>What a command printed and how it ended.</summary>
internal sealed record CommandResult(int Exit, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public string? ErrorCode => Json.GetProperty("error").GetProperty("code").GetString();
}

/// <summary>An empty home folder in which commands run inside this process; its cluster goes with it.</summary>
[SupportedOSPlatform("linux")]
internal sealed class CommandHome : IAsyncDisposable
{
    private readonly ScratchHome home = new();

    public string Path => home.Path;

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandTree.RunAsync(arguments, Variable, output, error, interactive: false, TimeProvider.System, TestContext.Current.CancellationToken);
        return new CommandResult(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs with <c>--json</c> and expects success.</summary>
    public async Task<JsonElement> DoAsync(params string[] arguments)
    {
        var result = await RunAsync([.. arguments, "--json"]);
        result.Exit.ShouldBe(0, $"{string.Join(' ', arguments)}: {result.Output}{result.Error}");
        return result.Json;
    }

    /// <summary>Runs a command that serves until it is disposed; before the home is.</summary>
    public RunningServer Serve(params string[] arguments) => new(arguments, Variable);

    /// <summary>Changes the database of a municipality, as a server beside the commands would.</summary>
    public async Task PlantAsync(string code, string sql)
    {
        var ct = TestContext.Current.CancellationToken;
        var running = (await home.Cluster.Start(ct)).ShouldBeOfType<ClusterState.Running>();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(running.Connection.ConnectionString) { Database = $"childlink_{code}" }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    private string? Variable(string name) => name switch
    {
        "CHILDLINK_HOME" => Path,
        "PATH" => Environment.GetEnvironmentVariable(name),
        _ => Variables.GetValueOrDefault(name),
    };
}

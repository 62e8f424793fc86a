using System.Globalization;

namespace ChildLink.Benchmarks;

/// <summary>What a run of a benchmark was asked for.</summary>
/// <param name="Name">list, log, import, views, doors, graphql or policy.</param>
/// <param name="Children">Children of the invented city.</param>
/// <param name="Rounds">Rounds of each side; they take turns.</param>
/// <param name="Seconds">Length of a round.</param>
/// <param name="Callers">Connections or callers at once; null for those of the benchmark.</param>
/// <param name="Raw">Folder of delivered files of the preset sado to import; null for an invented city.</param>
internal sealed record BenchOptions(string Name, int Children, int Rounds, double Seconds, int? Callers, string? Raw)
{
    public const string Usage = """
        childlink bench list|log|import|views|doors|graphql|policy [--children 3000] [--rounds 5] [--seconds 4] [--callers N] [--raw FOLDER]
          list    GET /v1/children?size=50 of a narrower against a bare endpoint over the same rows
          log     entries of the access log against plain inserts of the same bytes, one commit each
          import  raw files of a city (or those in FOLDER) against COPY of the same bytes
          views   lists and searches over 1,000,000 rows against the same over 20,000
          doors   GraphQL list and child against a bare endpoint, PostGraphile and Mercurius over the same rows (needs Node.js)
          graphql documents and lists in memory against a JSON reader and the same JSON written by hand
          policy  one decision, size and build of a table of 30 roles, 20 purposes and 300 fields
        """;

    private static readonly string[] Names = ["list", "log", "import", "views", "doors", "graphql", "policy"];

    /// <summary>Null when the words make no sense.</summary>
    public static BenchOptions? Read(string[] words)
    {
        if (words.Length % 2 == 0 || !Names.Contains(words[0], StringComparer.Ordinal))
            return null;
        var options = new BenchOptions(words[0], Children: 3000, Rounds: 5, Seconds: 4, Callers: null, Raw: null);
        for (var i = 1; i < words.Length; i += 2)
        {
            if (words[i] == "--raw")
            {
                options = options with { Raw = words[i + 1] };
                continue;
            }

            if (!int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
                return null;
            switch (words[i])
            {
                case "--children":
                    options = options with { Children = number };
                    break;
                case "--rounds":
                    options = options with { Rounds = number };
                    break;
                case "--seconds":
                    options = options with { Seconds = number };
                    break;
                case "--callers":
                    options = options with { Callers = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}

using ChildLink.Privacy.Guarding;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Views.Narrowing;

/// <summary>What narrows a list of candidates: a predicate with its parameters, the fields it reads, and a name for cursors.</summary>
public sealed class NarrowingFilter
{
    /// <summary>Parameters before those of the filter: see <c>ChildSql</c>.</summary>
    internal const int FirstParameter = 16;

    private readonly List<(NpgsqlDbType Type, object Value)> parameters = [];
    private readonly List<string> conditions = [];
    private readonly List<FieldId> reads = [];

    internal NarrowingFilter(string name) => Name = name;

    /// <summary>Holds everything a cursor depends on.</summary>
    internal string Name { get; }

    /// <summary>Conditions over <c>r</c> (vault.residents) and <c>x</c> (read.results), joined by and.</summary>
    internal string Sql => string.Join(" and ", conditions);

    /// <summary>Fields whose values the rows on a page tell.</summary>
    internal IReadOnlyList<FieldId> Reads => reads;

    /// <summary>The parameters, made anew for each statement.</summary>
    internal NpgsqlParameter[] Parameters() => [.. parameters.Select(p => new NpgsqlParameter { NpgsqlDbType = p.Type, Value = p.Value })];

    /// <summary>Adds a value; its place in the statement.</summary>
    internal string Add(NpgsqlDbType type, object value)
    {
        parameters.Add((type, value));
        return $"${FirstParameter + parameters.Count - 1}";
    }

    /// <summary>Adds a condition and the fields it reads.</summary>
    internal void Require(string condition, params FieldId[] fields)
    {
        conditions.Add(condition);
        reads.AddRange(fields.Where(f => !reads.Contains(f)));
    }
}

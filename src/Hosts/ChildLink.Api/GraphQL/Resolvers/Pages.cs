using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>A page of a connection.</summary>
internal abstract record Page(bool HasNext, bool HasPrevious)
{
    /// <summary>Cursor of the first row, or null without one.</summary>
    public abstract string? Start { get; }

    /// <summary>Cursor of the last row, or null without one.</summary>
    public abstract string? End { get; }
}

/// <summary>A page of rows about children.</summary>
internal sealed record RowPage(ChildTable Table, bool HasPrevious, RunDifference? Difference = null) : Page(Table.HasNext, HasPrevious)
{
    public override string? Start => Table.Rows is [var first, ..] ? first.Cursor() : null;

    public override string? End => Table.Rows is [.., var last] ? last.Cursor() : null;
}

/// <summary>A page of rows that hold nothing personal.</summary>
internal sealed record PlainPage<T>(IReadOnlyList<T> Nodes, Func<T, string> CursorOf, bool HasNext, bool HasPrevious) : Page(HasNext, HasPrevious)
{
    public IEnumerable<Edge> Edges => Nodes.Select(n => new Edge(CursorOf(n), n));

    public override string? Start => Nodes is [var first, ..] ? CursorOf(first) : null;

    public override string? End => Nodes is [.., var last] ? CursorOf(last) : null;

    /// <summary>A row with its cursor.</summary>
    public sealed record Edge(string Cursor, T Node);
}

/// <summary>Binds the parts of connections.</summary>
internal static class PageResolvers
{
    public static void BindPageInfo(SchemaMap map) => map.Fields<Page>(
        "PageInfo", ("hasNextPage", p => p.HasNext), ("hasPreviousPage", p => p.HasPrevious), ("startCursor", p => p.Start), ("endCursor", p => p.End));

    /// <summary>Binds a connection of rows about children and its edges; an edge is the row itself.</summary>
    public static void BindRows(SchemaMap map, string connection, string edge)
    {
        map.Fields<RowPage>(connection, ("edges", p => p.Table.Rows), ("nodes", p => p.Table.Rows), ("pageInfo", p => p));
        map.Fields<ChildCells>(edge, ("cursor", r => r.Cursor()), ("node", r => r));
    }

    /// <summary>Binds a connection of rows that hold nothing personal.</summary>
    public static void BindPlain<T>(SchemaMap map, string connection, string edge)
    {
        map.Fields<PlainPage<T>>(connection, ("edges", p => p.Edges), ("nodes", p => p.Nodes), ("pageInfo", p => p));
        map.Fields<PlainPage<T>.Edge>(edge, ("cursor", e => e.Cursor), ("node", e => e.Node));
    }
}

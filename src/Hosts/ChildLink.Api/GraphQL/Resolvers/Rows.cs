using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Types;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>
/// Types whose objects are rows of views. Their properties are written by the gateway; which of them are selected is known
/// before the database is asked. All of it depends on the document only and is found once per place of a document.
/// </summary>
internal sealed class Rows
{
    private readonly Dictionary<string, (ChildDocument Document, int Property)> properties = [];
    private readonly HashSet<string> sameRow = [];
    private readonly Dictionary<string, (ChildDocument? Document, Operation? Operation)> surrounding = [];
    private readonly ConditionalWeakTable<SelectedField, ChildSelection> selections = [];
    private readonly ConditionalWeakTable<SelectedField, IReadOnlyList<Surrounding>> surroundings = [];
    private readonly ConditionalWeakTable<SelectedField, JsonProjection> projections = [];

    /// <summary>Binds properties of a type to those of the same names of a document.</summary>
    /// <param name="map">The bindings.</param>
    /// <param name="type">The type.</param>
    /// <param name="document">The document.</param>
    /// <param name="lists">Properties that are lists of objects, stored as one document each.</param>
    /// <param name="names">All other properties.</param>
    public void Bind(SchemaMap map, string type, ChildDocument document, string[] lists, params string[] names)
    {
        var offered = document.FieldNames.ToList();
        foreach (var name in names)
        {
            var property = Property(name);
            map.Resolvers.Bind($"{type}.{name}", FieldResolver.Leaf<ChildCells>((row, state, _) => row.Write(((RequestState)state!).Scope, property)));
        }

        foreach (var name in lists)
        {
            var property = Property(name);
            map.Resolvers.Bind($"{type}.{name}", FieldResolver.Subtree<ChildCells>(
                (row, state, field, _) => row.Write(((RequestState)state!).Scope, property, ProjectionOf(field))));
        }

        int Property(string name)
        {
            var property = offered.IndexOf(name);
            if (property < 0)
                throw new ArgumentException($"The document has no property '{name}'.", nameof(names));
            properties.Add($"{type}.{name}", (document, property));
            return property;
        }
    }

    /// <summary>Binds fields whose objects are the very row that they are fields of.</summary>
    public void BindSame(SchemaMap map, params string[] coordinates)
    {
        foreach (var coordinate in coordinates)
        {
            Same(coordinate);
            map.Resolvers.Bind(coordinate, FieldResolver.Value<ChildCells>(row => row));
        }
    }

    /// <summary>Notes that the objects of a field, which is bound elsewhere, are the very row that it is a field of.</summary>
    public void Same(string coordinate) => sameRow.Add(coordinate);

    /// <summary>Notes that the objects of a field, which is bound elsewhere, lie around the row that it is a field of.</summary>
    /// <param name="coordinate">The field.</param>
    /// <param name="document">Document of the rows there; null where it is the same row.</param>
    /// <param name="operation">The operation whose purposes open it, or null for all.</param>
    public void Surround(string coordinate, ChildDocument? document, Operation? operation = null) => surrounding.Add(coordinate, (document, operation));

    /// <summary>What is asked around the rows below a field, whether or not there will be any.</summary>
    /// <param name="field">The field.</param>
    /// <param name="rows">The fields below it, or itself, whose objects are the rows.</param>
    public IReadOnlyList<Surrounding> Around(SelectedField field, Func<SelectedField, IReadOnlyList<SelectedField>> rows)
    {
        if (surroundings.TryGetValue(field, out var known))
            return known;
        var found = new List<Surrounding>();
        foreach (var place in rows(field))
            Around(place, found);
        surroundings.AddOrUpdate(field, found);
        return found;
    }

    /// <summary>What is asked around the rows that a field gives.</summary>
    public IReadOnlyList<Surrounding> Around(SelectedField field) => Around(field, static f => [f]);

    /// <summary>What is selected of the rows that a field gives.</summary>
    public ChildSelection Of(SelectedField field, ChildDocument document) => Of(field, document, static f => [f]);

    /// <summary>What is selected of the rows below a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="document">The document of the rows.</param>
    /// <param name="rows">The fields below it, or itself, whose objects are the rows; none where only the frame is selected.</param>
    public ChildSelection Of(SelectedField field, ChildDocument document, Func<SelectedField, IReadOnlyList<SelectedField>> rows)
    {
        if (selections.TryGetValue(field, out var known))
            return known;
        var selection = new ChildSelection(document);
        foreach (var place in rows(field))
            Walk(place, selection);
        selections.AddOrUpdate(field, selection);
        return selection;
    }

    private void Walk(SelectedField field, ChildSelection selection)
    {
        foreach (var child in field.Children())
        {
            var coordinate = child.Field.ToString();
            if (properties.TryGetValue(coordinate, out var found) && found.Document == selection.Document)
                selection.Add(found.Property, child.Path);
            else if (sameRow.Contains(coordinate))
                Walk(child, selection);
        }
    }

    private void Around(SelectedField field, List<Surrounding> found)
    {
        foreach (var child in field.Children())
        {
            var coordinate = child.Field.ToString();
            if (surrounding.TryGetValue(coordinate, out var around))
            {
                var below = new List<Surrounding>();
                Around(child, below);
                found.Add(new Surrounding(child.Path, around.Operation, around.Document is { } document ? Of(child, document) : null, below));
            }
            else if (sameRow.Contains(coordinate))
            {
                Around(child, found);
            }
        }
    }

    private JsonProjection ProjectionOf(SelectedField field)
    {
        if (projections.TryGetValue(field, out var known))
            return known;
        var made = new JsonProjection([.. field.Children().Select(c => Member(field, c))]);
        projections.AddOrUpdate(field, made);
        return made;
    }

    private JsonProjection.Member Member(SelectedField of, SelectedField field)
    {
        var name = JsonEncodedText.Encode(field.ResponseKey, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return field.Field.Name == "__typename"
            ? new JsonProjection.Member(name, "", Constant: of.Field.Type.Named.Name)
            : new JsonProjection.Member(name, field.Field.Name, field.Field.Type.Named is ObjectType ? ProjectionOf(field) : null);
    }
}

using ChildLink.Api.Rest;
using ChildLink.GraphQL.Types;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Turns the arguments of a list of children into the question that both doors ask.</summary>
internal static class ListArguments
{
    /// <summary>The rows of a page: 50 unless asked.</summary>
    public static int First(InputObject arguments) => (int?)arguments["first"] ?? 50;

    /// <summary>Where the page before ended, or null.</summary>
    public static string? After(InputObject arguments) => (string?)arguments["after"];

    /// <summary>The question, or the argument that is wrong.</summary>
    public static (ChildQuery? Query, ViewOutcome.Malformed? Fault) Read(InputObject arguments, bool count, bool onlyCandidates = false)
    {
        var filter = new ListFilter();
        if (filter.Add((InputObject?)arguments["where"]) is { } wrong)
            return (null, wrong);
        var (order, fault) = Order(arguments);
        return fault is null
            ? (new ChildQuery(
                Grade: filter.Grade, Class: filter.Class, Order: order, OnlyCandidates: onlyCandidates, Size: First(arguments), Cursor: After(arguments),
                Count: count, School: filter.School), null)
            : (null, fault);
    }

    /// <summary>The same of a search.</summary>
    public static (ChildQuery? Query, ViewOutcome.Malformed? Fault) ReadSearch(InputObject arguments, bool count)
    {
        var search = (InputObject)arguments["search"]!;
        var kana = (InputObject)search["kana"]!;
        var range = (InputObject?)kana["range"];
        var born = (InputObject?)search["birthDate"];
        var (order, fault) = Order(arguments);
        return fault is null
            ? SearchRequest.Read(new SearchBody(
                new KanaBody((string?)kana["beginsWith"], (string?)range?["from"], (string?)range?["to"]),
                born is null ? null : new BirthDateBody((DateOnly)born["from"]!, (DateOnly)born["to"]!), (string?)search["schoolCode"],
                (string?)search["grade"], (string?)search["class"], Fields: null, order, First(arguments), After(arguments), count))
            : (null, fault);
    }

    private static (string? Order, ViewOutcome.Malformed? Fault) Order(InputObject arguments)
    {
        if (arguments["order"] is not object?[] { Length: > 0 } orders)
            return (null, null);
        if (orders.Length > 1)
            return (null, new ViewOutcome.Malformed("order", "must name one property; rows that are equal in it stand in an order of their own."));
        var (name, direction) = ((InputObject)orders[0]!).Present.Single();
        return ((string)direction! == "DESC" ? "-" + name : name, null);
    }
}

using System.Text;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Schemas that documents are generated for.</summary>
public static class TestSchemas
{
    /// <summary>Interfaces, unions, input objects, oneOf, enums, custom scalars and directives of a zoo.</summary>
    public const string Zoo = """
        directive @note(text: String = "n", level: Level) on FIELD | QUERY | FRAGMENT_SPREAD
        directive @mark(n: Int!) repeatable on FIELD | FRAGMENT_DEFINITION | INLINE_FRAGMENT | VARIABLE_DEFINITION | MUTATION | SUBSCRIPTION
        scalar Any
        scalar Day @specifiedBy(url: "https://example.org/day")
        enum Level { LOW MIDDLE HIGH }
        interface Being { id: ID! name: String level: Level friends(first: Int = 10, after: String): [Being!]! }
        interface Animal implements Being { id: ID! name: String level: Level friends(first: Int = 10, after: String): [Being!]! legs: Int weight(unit: Unit! = KILO): Float }
        enum Unit { KILO GRAM }
        type Cat implements Being & Animal {
          id: ID! name: String level: Level friends(first: Int = 10, after: String): [Being!]! legs: Int weight(unit: Unit! = KILO): Float
          meows(loud: Boolean!): Boolean! toys(filter: ToyFilter): [Toy] best: Toy mood: Level! note: String
        }
        type Dog implements Being & Animal {
          id: ID! name: String level: Level friends(first: Int = 10, after: String): [Being!]! legs: Int weight(unit: Unit! = KILO): Float
          barks(at: [Int!], loud: Boolean): Boolean toys(filter: ToyFilter): [Toy] best: Toy mood: Level note: Int
        }
        type Keeper implements Being {
          id: ID! name: String level: Level friends(first: Int = 10, after: String): [Being!]! pets: [Pet!] since: Day extra(value: Any): Any grid: [[Int!]!]
        }
        type Toy { name: String! owner: Being size(of: [[Int]]): Int }
        union Pet = Cat | Dog
        union Thing = Cat | Toy | Keeper
        input ToyFilter { name: String minimum: Int! = 1 maximum: Int levels: [Level!] inner: ToyFilter choice: Choice day: Day }
        input Choice @oneOf { id: ID name: String filter: ToyFilter numbers: [Int!] }
        input Required { a: Int! b: String! c: [Required!] }
        type Query {
          being(id: ID!): Being beings(ids: [ID!]!, level: Level = LOW): [Being] pet: Pet things(choice: Choice!, choices: [Choice!]): [Thing!]! keeper: Keeper
          search(by: ToyFilter, text: String, number: Float, flag: Boolean, many: [ToyFilter]): Int required(input: Required!, second: Required): Int any(value: Any, day: Day): String
        }
        type Mutation { rename(id: ID!, name: String!): Being add(input: Required!): Toy! remove(choice: Choice): Boolean }
        type Subscription { changed(id: ID, level: Level): Being tick: Int }
        """;

    /// <summary>Only queries, renamed root, same names with different types.</summary>
    public const string Shop = """
        schema { query: Root }
        type Root { items(first: Int! = 5, where: Where): [Item!] item(key: Key!): Item node(id: ID!): Node a: Int b: String c(x: Int, y: [Int!]!): A }
        interface Node { id: ID! }
        input Key @oneOf { id: ID code: Code }
        input Code { shop: Int! number: String! }
        input Where { and: [Where!] or: [Where!] price: Range name: StringTest tag: Tag = NEW not: Where }
        input Range { from: Float to: Float }
        input StringTest { eq: String in: [String!] }
        enum Tag { NEW OLD }
        union Item = Book | Pen | Box
        type Book implements Node { id: ID! title(upper: Boolean = false): String price: Float pages: Int! inside: [Item] size: Int a: A }
        type Pen implements Node { id: ID! color: String price: Float! size: String tags: [Tag!]! }
        type Box implements Node { id: ID! inside: [Item!]! price: [Float] label(lines: Int, width: Int! = 80): [String!] }
        type A { a: A b: B id: ID i: Int j: Int! }
        type B { a: A b: B id: ID! i: String j: [Int] }
        """;

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Zoo, Shop];

    /// <summary>The schema of a text.</summary>
    public static Schema Of(string sdl)
    {
        var made = SchemaMaker.Make(Encoding.UTF8.GetBytes(sdl));
        made.Errors.ShouldBeEmpty();
        return made.Schema!;
    }
}

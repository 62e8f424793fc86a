using System.Globalization;
using System.Text;

namespace ChildLink.Benchmarks.GraphQL;

/// <summary>A document as an application sends it: variables, fragments, arguments with input objects, aliases, inline fragments.</summary>
internal static class BenchDocument
{
    public const string Schema = """
        type Query { children(where: Where, order: [Order!], first: Int = 50, after: String): Connection child(id: ID!): Child household(id: ID!): Household }
        type Connection { nodes: [Child!] edges: [Edge!] pageInfo: PageInfo! totalCount: Int }
        type Edge { cursor: String! node: Child! }
        type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
        interface Node { id: ID! }
        type Child implements Node { id: ID! name: String kana: String birthDate: String address(form: Form = SHORT): String school: School household: Household factors(first: Int): [Factor!] records(kind: [Kind!]): [Record!] }
        type Household implements Node { id: ID! members: [Child!] size: Int income: Float }
        type School implements Node { id: ID! name: String kind: Kind }
        type Factor { key: String! label: String points: Float }
        union Record = Checkup | Attendance
        type Checkup { date: String height: Float weight: Float note: String }
        type Attendance { date: String days: Int absent: Int }
        enum Kind { NURSERY PRIMARY SECONDARY }
        enum Form { SHORT LONG }
        enum Direction { ASC DESC }
        input Order { birthDate: Direction name: Direction }
        input Where { and: [Where!] or: [Where!] name: Text birthDate: Text school: ID kind: Kind points: Range }
        input Text { eq: String in: [String!] startsWith: String }
        input Range { gte: Float lte: Float }
        """;

    private const string Head = """
        query Children($where: Where, $after: String, $first: Int = 50, $detail: Boolean!, $id: ID!) {
          children(where: $where, order: [{ birthDate: ASC }, { name: DESC }], first: $first, after: $after) {
            totalCount
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            edges { cursor node { ...ChildFields household @include(if: $detail) { id size members { ...ChildName } } } }
          }
          child(id: $id) { ...ChildFields records(kind: [PRIMARY, SECONDARY]) { __typename ... on Checkup { date height weight note } ... on Attendance { date days absent } } }
        """;

    private const string Tail = """
        }
        fragment ChildName on Child { id name kana }
        fragment ChildFields on Child { ...ChildName birthDate address(form: LONG) school { ...SchoolFields } factors(first: 5) { key label points } }
        fragment SchoolFields on School { id name kind }
        """;

    /// <summary>The document with as many groups as fill the size.</summary>
    public static string Text(int bytes)
    {
        var text = new StringBuilder(Head);
        for (var i = 0; text.Length + Tail.Length < bytes; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""

                  group{{i}}: children(where: { and: [{ name: { startsWith: "や" } }, { points: { gte: {{i}}.5, lte: 10 } }], kind: PRIMARY }, first: {{i + 5}}) {
                    nodes { id kana school { name kind } factors { key points } household { income members { ...ChildName } } }
                  }
                """);
        }

        return text.Append(Tail).ToString();
    }
}

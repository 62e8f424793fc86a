namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Adds selections that each break a rule to documents of <see cref="RandomDocuments"/> for <see cref="TestSchemas.Zoo"/>.</summary>
public static class PlantedMistakes
{
    private static readonly string[] Selections =
    [
        "unknownField", "x: name x: id", "x: name x: unknownField", "x: level { a }", "__typename { a }", "name(a: 1)", "... on Unknown { a }", "... on Level { a }", "... on ToyFilter { a }", "...Missing",
        "name @unknown", "name @skip", "name @skip(if: 1)", "name @skip(if: $nowhere)", "name @skip(if: true) @skip(if: false)", "name @mark(n: 1) @mark(n: 2)", "name @mark", "name @deprecated",
        "name @note(text: 1, level: FOO, other: 3)", "... @note { __typename }", "... on Cat { meows }", "... on Cat { meows(loud: 1) toys(filter: { minimum: null, x: 1, x: 2, choice: {} }) { name } }",
        "... on Cat { toys(filter: { choice: { id: 1, name: \"x\" } }) { name } }", "... on Dog { barks(at: [1, \"x\", null, [2]]) barks }", "being(id: {}) { id }", "being(id: 1, id: 2)", "friends", "friends { x: name x: level }",
        "... on Cat { x: note } ... on Dog { x: note }", "... on Cat { x: mood } ... on Dog { x: mood }", "... on Cat { best { y: name } } ... on Dog { best { y: size } }",
        "z: friends { a: name ... on Cat { a: id } } z: friends { a: level b: id } z: friends(first: 1) { b: name }", "required(input: { a: 1 })", "required(input: { a: \"1\", b: 2, c: [{}] }, second: [])",
        "things(choice: { filter: { minimum: 1.5 } }, choices: [{ id: $nowhere }]) { __typename }", "any(value: { a: 1, a: 2, b: $nowhere })", "search(by: { levels: LOW, inner: [] }, number: \"1\", flag: 0, text: LOW, many: 3)",
        "__schema { types { fields { type { fields { type { fields { name } } } } } } }", "__type { name }", "__type(name: 3) { name fields { args { type { possibleTypes { interfaces { fields { name } } } } } } }",
        "search(text: \"a\") search(text: \"b\") search(number: 1) s: search(by: { minimum: 1, name: \"a\" }) s: search(by: { name: \"a\", minimum: 1 })",
        "any(value: \"a\") any(value: \"\"\"a\"\"\")", "...Cycle", "... on Being { ...Cycle }", "weight(unit: null)", "keeper { grid { a } since(a: 1) extra(value: $nowhere) }", "pet { name }", "pet { __typename ... on Toy { name } ...OnToy }",
    ];

    private const string Fragments = """
        fragment Cycle on Being { name ...Cycle2 friends { ...Cycle } }
        fragment Cycle2 on Being { level ... on Cat { ...Cycle x: best { ...OnToy } } x: name }
        fragment OnToy on Toy { name x: size ...Missing }
        """;

    private static readonly string[] Definitions =
    [
        "fragment Unused on Cat { id }", "fragment Unused on Unknown { id }", "fragment Unused on Level { id }", "fragment F0 on Cat { id }", "query Op0 { __typename }", "{ __typename }", "query Op0($a: Int, $a: Int) { __typename }",
        "query Other($a: Unknown, $b: Cat, $c: [Level!] = [FOO], $d: Int = \"x\", $e: Required = { a: 1 } @mark(n: 1) @skip(if: true)) { __typename }", "type T { a: Int }", "subscription { tick changed { id } }",
        "subscription Sub { tick @skip(if: true) ... @include(if: false) { changed { id } } }", "subscription { __typename }", "subscription { ...Sub } fragment Sub on Subscription { tick x: tick ...Sub }",
        "subscription { ... on Query { pet { __typename } } }", "mutation @note { add(input: { a: 1, b: \"b\" }) { name } }", "query Nullable($i: Int, $id: ID, $l: [Int], $u: Unit, $c: Choice) { being(id: $id) { id weight: friends(first: $i) { id } } required(input: { a: $i, b: \"\" }) things(choice: $c, choices: [{ id: $id }, { numbers: $l }]) { __typename } search(many: [{ choice: { id: $id } }]) }",
        "query Positions($s: String, $n: Int = 1, $f: Float!, $ls: [String]!, $u: Unit = null) { search(text: $n, number: $n, flag: $f, by: $ls) being(id: $s) { ... on Animal { weight(unit: $u) } } beings(ids: $ls, level: $s) { id } }",
    ];

    /// <summary>The document with a number of mistakes.</summary>
    public static string Plant(string document, Random random, int mistakes)
    {
        for (var i = 0; i < mistakes; i++)
        {
            if (random.Next(4) == 0)
            {
                document += "\n" + Definitions[random.Next(Definitions.Length)];
                continue;
            }

            var marks = document.Split(RandomDocuments.Mark);
            var at = random.Next(1, marks.Length);
            var line = marks[at].IndexOf('\n', StringComparison.Ordinal) + 1;
            marks[at] = marks[at].Insert(line, Selections[random.Next(Selections.Length)] + " ");
            document = string.Join(RandomDocuments.Mark, marks);
        }

        return document.Contains("...Cycle", StringComparison.Ordinal) || document.Contains("...OnToy", StringComparison.Ordinal) ? document + "\n" + Fragments : document;
    }
}

namespace ChildLink.Tests.Conformance.Language;

/// <summary>Documents that use every production of the grammar, to be mutated.</summary>
internal static class SyntaxSamples
{
    public static readonly string[] All =
    [
        """
        "d" query Q("v" $a: [Int!]! = [1, 2] @d(x: 1), $b: In = {a: {b: "c"}, d: null}) @e {
          alias: f(a: $a, b: 1.5e-3, c: true, d: ENUM, e: "s\u0041\n", g: [$b, {h: $a}]) @include(if: $x) { ...F @d ... on T { x } ... { y } ... @skip(if: true) { z } }
        }
        """,
        "fragment F on T @a(b: []) { a { b { c } } }\nmutation { m } # end\nsubscription S { s }\r\n\"\"\" block\n  text \\\"\"\" \"\"\" fragment G on U { a }",
        """
        "s" schema @d(a: {b: 1}) { query: Q mutation: M subscription: S }
        extend schema @e { mutation: N }
        "a" scalar S @specifiedBy(url: "u") extend scalar S @x
        type T implements & A & B @d { "f" f(a: Int = 1 @x, "b" b: [S!]): T! @deprecated g: [[Int!]!] } extend type T implements C extend type T @d extend type T { x: Int }
        """,
        """
        interface I implements J { a: Int } extend interface I @d
        union U @d = | A | B extend union U = C union V
        enum E { "x" A @d B } extend enum E { C } enum F
        input N @oneOf { a: Int = 1 b: [N] } extend input N { c: String }
        "x" directive @d("y" a: Int = 1 @z, b: String) repeatable on | FIELD | QUERY | ENUM_VALUE directive @e on SCHEMA
        """,
        "{ a(x: -0, y: 0.0e+1, z: \"\"\"\n\n    a\n      b\n\n\"\"\", w: \"\\uD83D\\uDE00\\u{1F600}\\t\\\\\") }",
    ];
}
